import { sleep } from '@pgwatch-heroku/shared';

/** Between the first attempts of two sources. */
const distanceMs = 100;
/** So many may be about to connect for the first time. */
const maxConnecting = 4;
/** What takes longer counts no more: sources that hang, and there may be many, must not keep the others from theirs. */
const usualPatienceMs = 1_000;

/**
 * Lets the sources of a fleet connect for the first time one after the other, as fast as they come up. Hundreds at once
 * ask so much of a busy dyno, and of servers that have many of them, that they run into their time-outs, try again, and
 * are told to be down.
 */
export class StartGate {
  readonly #queue: { signal: AbortSignal; onTurn: (end: () => void) => void }[] = [];
  readonly #connecting = new Set<Promise<void>>();
  readonly #patienceMs: number;
  #lastAt = Number.NEGATIVE_INFINITY;
  #isOpening = false;

  constructor(patienceMs = usualPatienceMs) {
    this.#patienceMs = patienceMs;
  }

  /**
   * Waits for this source's turn, which comes in the order of the calls, or until the signal aborts.
   *
   * @returns what is to be called when its first attempt has ended, however it did.
   */
  enter(signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve) => {
      this.#queue.push({ signal, onTurn: resolve });
      signal.addEventListener('abort', () => resolve(() => undefined), { once: true });
      if (!this.#isOpening) void this.#open();
    });
  }

  async #open(): Promise<void> {
    this.#isOpening = true;
    while (this.#queue.length > 0) {
      while (this.#connecting.size >= maxConnecting) await Promise.race(this.#connecting);
      await sleep(Math.max(0, this.#lastAt + distanceMs - performance.now()));
      const next = this.#queue.shift();
      if (!next || next.signal.aborted) continue;
      this.#lastAt = performance.now();
      next.onTurn(this.#begin());
    }
    this.#isOpening = false;
  }

  #begin(): () => void {
    let end: () => void = () => undefined;
    const connecting = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#patienceMs).unref();
      end = () => {
        clearTimeout(timer);
        resolve();
      };
    }).then(() => {
      this.#connecting.delete(connecting);
    });
    this.#connecting.add(connecting);
    return end;
  }
}
