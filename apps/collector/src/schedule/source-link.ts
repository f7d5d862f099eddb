import { sleep } from '@pgwatch-heroku/shared';

/** What a link keeps open. */
export interface Link {
  readonly isOpen: boolean;
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

export interface SourceLinkOptions<T extends Link> {
  open(): Promise<T>;
  onUp(link: T): void;
  /** Told at each failed attempt to connect. */
  onDown(error: unknown): void;
  firstDelayMs?: number;
  maxDelayMs?: number;
}

/** A connection that ended sooner than this counts as a failed attempt, so that nothing reconnects in a hot loop. */
const soundAfterMs = 5_000;

/** Keeps one connection to a source: connects again when it ends, with jittered and growing delays while that fails. */
export class SourceLink<T extends Link> {
  readonly #options: SourceLinkOptions<T>;
  #current: T | undefined;
  #isSettled = false;
  #waiters: (() => void)[] = [];

  constructor(options: SourceLinkOptions<T>) {
    this.#options = options;
  }

  get current(): T | undefined {
    return this.#current?.isOpen ? this.#current : undefined;
  }

  /** The open connection; while one is being made, what comes of it, or undefined when that takes too long or the end comes. */
  async settled(timeoutMs: number): Promise<T | undefined> {
    if (!this.current && !(this.#isSettled && !this.#current)) {
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([
        new Promise<void>((resolve) => this.#waiters.push(resolve)),
        new Promise<void>((resolve) => {
          timer = setTimeout(resolve, timeoutMs);
        }),
      ]);
      clearTimeout(timer);
    }
    return this.current;
  }

  /** Runs until the signal aborts; the connection is then left to whoever still uses it. Never throws. */
  async run(signal: AbortSignal): Promise<void> {
    const { firstDelayMs = 500, maxDelayMs = 60_000 } = this.#options;
    const stopped = aborted(signal);
    void stopped.then(() => this.#release());
    let failures = 0;
    while (!signal.aborted) {
      try {
        const link = await this.#options.open();
        if (signal.aborted) {
          await link.close();
          break;
        }
        const openedAt = performance.now();
        this.#settle(link);
        this.#options.onUp(link);
        await Promise.race([link.closed, stopped]);
        if (signal.aborted) break;
        this.#isSettled = false;
        this.#current = undefined;
        failures = performance.now() - openedAt >= soundAfterMs ? 0 : failures + 1;
        if (failures > 1) this.#settle(undefined);
      } catch (error) {
        failures++;
        this.#settle(undefined);
        this.#options.onDown(error);
      }
      const ceilingMs = Math.min(maxDelayMs, firstDelayMs * 2 ** Math.max(0, failures - 1));
      await sleep(failures === 0 ? 50 : ceilingMs * (0.5 + 0.5 * Math.random()), signal).catch(() => undefined);
    }
  }

  #settle(link: T | undefined): void {
    this.#current = link;
    this.#isSettled = true;
    this.#release();
  }

  #release(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const resolve of waiters) resolve();
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
