/** What a build says, for whoever reads it while it goes on or afterwards. */
export class OutputStream {
  #text = '';
  #hasEnded = false;
  readonly #readers = new Set<{ write: (text: string) => void; end: () => void }>();

  get text(): string {
    return this.#text;
  }

  line(text: string): void {
    this.#text += `${text}\n`;
    for (const reader of this.#readers) reader.write(`${text}\n`);
  }

  end(): void {
    this.#hasEnded = true;
    for (const reader of this.#readers) reader.end();
    this.#readers.clear();
  }

  /** Sends everything from the begin on. Returns the function that ends it early. */
  pipe(reader: { write: (text: string) => void; end: () => void }): () => void {
    reader.write(this.#text);
    if (this.#hasEnded) reader.end();
    else this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  }
}
