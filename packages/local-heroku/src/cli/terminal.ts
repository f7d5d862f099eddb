const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;

/** Writes for people: colours and a line that is rewritten only where there is a terminal. */
export class Terminal {
  readonly #stream: NodeJS.WriteStream;
  #pending = '';

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
    // Whoever read our output is gone; what we run goes on until we are told to stop.
    stream.on('error', () => undefined);
  }

  style(name: keyof typeof codes, text: string): string {
    return this.#stream.isTTY ? `\u001b[${codes[name]}m${text}\u001b[0m` : text;
  }

  line(text = ''): void {
    this.#stream.write(`${this.#pending ? '\r\u001b[K' : ''}${text}\n`);
    this.#pending = '';
  }

  /** Stands until the next line takes its place; nothing without a terminal. */
  pending(text: string): void {
    if (!this.#stream.isTTY) return;
    this.#stream.write(`\r\u001b[K${text}`);
    this.#pending = text;
  }

  /** A line that leaves a pending one standing below it. */
  above(text: string): void {
    const pending = this.#pending;
    this.line(text);
    if (pending) this.pending(pending);
  }
}
