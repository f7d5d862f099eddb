/** Each is one connection, and work for this dyno; of the databases of one server all may be asked. */
const maxAtOnce = 4;
/** A server that is there takes a connection sooner, TLS and all. */
const slowMs = 300;
/** A dial that nobody answers costs a socket alone; with these, 200 dead servers are known as such in under a minute. */
const maxDialling = 60;

/** What holds a turn: it is given away once, when the work is over, and lent while a server does not answer. */
export interface Turn {
  /** Waits for what may take long. Once it does, another source has the turn until it ends, and for good if it fails. */
  whileDialling<T>(dial: Promise<T>): Promise<T>;
  /** It is over. */
  end(): void;
}

/** Who may ask a source something now: a few at a time, and servers that do not answer hold up nobody else. */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #atWork = 0;
  #dialling = 0;

  /** @param onFree told once, as soon as the turn is somebody else's: when it is over, or lent for the first time. */
  async take(onFree: () => void = () => undefined): Promise<Turn> {
    await this.#start();
    let isHeld = true;
    const free = () => {
      if (!isHeld) return;
      isHeld = false;
      this.#free();
      onFree();
    };
    const whileDialling = async <T>(dial: Promise<T>): Promise<T> => {
      this.#dialling++;
      // Again and again: there may be too many at first.
      const timer = setInterval(() => this.#dialling <= maxDialling && free(), slowMs);
      const result = await dial.finally(() => {
        clearInterval(timer);
        this.#dialling--;
      });
      if (!isHeld) {
        await this.#start();
        isHeld = true;
      }
      return result;
    };
    return { whileDialling, end: free };
  }

  async #start(): Promise<void> {
    if (this.#atWork >= maxAtOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#atWork++;
  }

  #free(): void {
    // Handed on, so that nobody who comes just now gets in between.
    const next = this.#waiting.shift();
    if (next) next();
    else this.#atWork--;
  }
}
