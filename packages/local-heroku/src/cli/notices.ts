import type { LogLine } from '../logs/log-hub.js';
import { type Notice, parseNotice } from '../logs/parse-notice.js';
import type { Terminal } from './terminal.js';

/** Warnings and errors of the log, for the time before the log itself is shown; each text once. */
export class Notices {
  /** Whether they wait for `flush`: why a step failed is said by its error, and should not be said twice. */
  isHolding = true;
  readonly #terminal: Terminal;
  readonly #fitHint: (text: string) => string;
  readonly #seen = new Set<string>();
  #held: Notice[] = [];

  constructor(terminal: Terminal, fitHint: (text: string) => string) {
    this.#terminal = terminal;
    this.#fitHint = fitHint;
  }

  add(line: LogLine): void {
    const notice = parseNotice(line);
    // postdeploy says again what release said, with more around it.
    if (!notice || [...this.#seen].some((text) => notice.text.includes(text))) return;
    this.#seen.add(notice.text);
    this.#held.push(notice);
    if (!this.isHolding) this.flush();
  }

  /** Prints what was held back, but for what an error message says already. */
  flush(said = ''): void {
    for (const { level, process, text, hint } of this.#held) {
      // What comes of it or is done about it may be told in other words.
      const [gist = text] = text.split('. ');
      if (said.includes(gist)) continue;
      const mark = this.#terminal.style(level === 'error' ? 'red' : 'yellow', '!');
      // The number of a one-off dyno says nothing.
      const name = process.replace(/^(release|run)\.\d+$/, '$1');
      this.#terminal.above(`  ${mark} ${name}: ${this.#fitHint(hint ? `${asSentence(text)} ${hint}` : text)}`);
    }
    this.#held = [];
  }
}

/** What something follows. */
const asSentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
