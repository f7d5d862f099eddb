import { rememberMs, retryMs } from '../remember.js';

// Every request asks for the stamp; a changed password may take this long to end the other sessions.
const freshMs = 5_000;

/** What names the password in force, asked for now and then, and remembered while the store is away. */
export class RememberedStamp {
  readonly #read: () => Promise<string | undefined>;
  #known: { value: string | undefined; at: number } | undefined;
  #asked: { answer: Promise<string | undefined>; at: number } | undefined;

  constructor(read: () => Promise<string | undefined>) {
    this.#read = read;
  }

  get(): Promise<string | undefined> {
    const now = performance.now();
    if (!this.#asked || now - this.#asked.at > freshMs) this.#asked = { answer: this.#ask(now), at: now };
    return this.#asked.answer;
  }

  /** After a change of our own, and when somebody has just shown the password in force. */
  forget(): void {
    this.#known = undefined;
    this.#asked = undefined;
  }

  async #ask(now: number): Promise<string | undefined> {
    try {
      const value = await this.#read();
      this.#known = { value, at: now };
      return value;
    } catch (error) {
      if (this.#known && now - this.#known.at < rememberMs) {
        if (this.#asked) this.#asked.at = performance.now() - freshMs + retryMs;
        return this.#known.value;
      }
      this.#asked = undefined;
      throw error;
    }
  }
}
