import { messageOf } from './errors.js';
import type { Logger } from './logger.js';

type Release = () => unknown;

/**
 * Owns the end of a process. What was acquired last is released first, each thing once; a release that fails or hangs
 * is logged and does not keep the others from theirs.
 */
export class Lifecycle {
  readonly #releases: { name: string; release: Release }[] = [];
  readonly #abort = new AbortController();
  #stopping: Promise<void> | undefined;
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Aborts when the end begins; every loop and network call of the process listens to it. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  onStop(name: string, release: Release): void {
    this.#releases.push({ name, release });
  }

  /** Resolves when everything is released. Later calls join the first. */
  stop(reason: string): Promise<void> {
    this.#stopping ??= this.#stop(reason);
    return this.#stopping;
  }

  async #stop(reason: string): Promise<void> {
    this.#log.info({ event: 'stopping', reason }, `stopping: ${reason}`);
    this.#abort.abort(new Error(`stopping: ${reason}`));
    for (;;) {
      const next = this.#releases.pop();
      if (!next) break;
      try {
        await next.release();
      } catch (error) {
        this.#log.warn({ event: 'stop-failed', part: next.name, err: error }, `${next.name}: ${messageOf(error)}`);
      }
    }
  }
}
