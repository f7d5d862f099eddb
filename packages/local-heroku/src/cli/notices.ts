import type { LogLine } from '../logs/log-hub.js';
import { type Notice, parseNotice } from '../logs/parse-notice.js';
import { fitHint } from './fit-hint.js';
import type { Terminal } from './terminal.js';

/** Warnings and errors of the log, for the time before the log itself is shown; each text once. */
export class Notices {
  /** Whether they wait for `flush`: why a step failed is said by its error, and should not be said twice. */
  isHolding = true;
  readonly #terminal: Terminal;
  readonly #seen = new Set<string>();
  #held: Notice[] = [];

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
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
      if (said.includes(text)) continue;
      const mark = this.#terminal.style(level === 'error' ? 'red' : 'yellow', '!');
      // The number of a one-off dyno says nothing.
      const name = process.replace(/^(release|run)\.\d+$/, '$1');
      this.#terminal.above(`  ${mark} ${name}: ${fitHint(text)}${hint ? ` ${fitHint(hint)}` : ''}`);
    }
    this.#held = [];
  }
}
