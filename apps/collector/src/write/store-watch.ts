import { type Logger, messageOf } from '@pgwatch-heroku/shared';
import type { SampleBuffer } from '../buffer/sample-buffer.js';

const remindEveryMs = 60_000;

/** Knows since when the store is away, and tells: once when it goes, once a minute while it is, once when it is back. */
export class StoreWatch {
  readonly #buffer: SampleBuffer;
  readonly #log: Logger;
  #failures = 0;
  #awaySince: number | undefined;
  #warnedAt = Number.NEGATIVE_INFINITY;
  #droppedTold = 0;
  #droppedToldAt = Number.NEGATIVE_INFINITY;

  constructor(buffer: SampleBuffer, log: Logger) {
    this.#buffer = buffer;
    this.#log = log;
  }

  /** Writes that failed since the last that did not. */
  get failures(): number {
    return this.#failures;
  }

  onWritten(): void {
    if (this.#awaySince !== undefined) {
      const seconds = Math.round((performance.now() - this.#awaySince) / 1_000);
      const { length: buffered, spilled } = this.#buffer;
      this.#log.info(
        { event: 'store-back', seconds, buffered, spilled },
        `the Collector DB is back after ${seconds} s`,
      );
    }
    this.#failures = 0;
    this.#awaySince = undefined;
  }

  onFailed(error: unknown): void {
    this.#failures++;
    this.#awaySince ??= performance.now();
    if (performance.now() - this.#warnedAt < remindEveryMs) return;
    this.#warnedAt = performance.now();
    const { length: buffered, spilled, dropped } = this.#buffer;
    const { hint } = error as { hint?: string };
    this.#log.warn(
      { event: 'store-away', buffered, spilled, dropped, hint },
      `samples cannot be written and are kept: ${messageOf(error)}`,
    );
  }

  /** Says that fetches were dropped, with how many since it last said so. */
  tellDropped(): void {
    const { dropped } = this.#buffer;
    if (dropped === this.#droppedTold || performance.now() - this.#droppedToldAt < remindEveryMs) return;
    const count = dropped - this.#droppedTold;
    this.#droppedTold = dropped;
    this.#droppedToldAt = performance.now();
    this.#log.warn(
      {
        event: 'samples-dropped',
        count,
        dropped,
        hint: 'PGWATCH2_SPILL_MB and PGWATCH2_BUFFER_MB say how much may wait.',
      },
      `${count} of the oldest fetches were dropped: more waits for the Collector DB than there is room for`,
    );
  }
}
