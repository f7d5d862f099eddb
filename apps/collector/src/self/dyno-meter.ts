import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { SampleBuffer } from '../buffer/sample-buffer.js';
import type { Counters } from '../counters.js';

export interface DynoMeterOptions {
  counters: Counters;
  buffer: SampleBuffer;
  sources: { readonly total: number; readonly up: number };
}

/** Of this dyno: what is counted is counted since its start, of the rest it is the present, or the last minute. */
export interface DynoFigures {
  sources: number;
  sourcesUp: number;
  fetches: number;
  rows: number;
  failures: number;
  skipped: number;
  written: number;
  duplicates: number;
  tooOld: number;
  refused: number;
  dropped: number;
  buffered: number;
  bufferedBytes: number;
  spilled: number;
  spilledBytes: number;
  /** Since the tick of the oldest fetch that is not stored yet. */
  oldestWaitingSeconds: number;
  latenessP99Ms: number;
  eventLoopDelayP99Ms: number;
  eventLoopDelayMaxMs: number;
  rssBytes: number;
  cpuSeconds: number;
  uptimeSeconds: number;
}

/** Six hundred readings a minute are enough for a p99, and cost nothing that shows. */
const resolutionMs = 100;

/** Measures the process itself. */
export class DynoMeter {
  readonly #options: DynoMeterOptions;
  readonly #delay = monitorEventLoopDelay({ resolution: resolutionMs });
  #minute = { latenessP99Ms: 0, eventLoopDelayP99Ms: 0, eventLoopDelayMaxMs: 0 };

  constructor(options: DynoMeterOptions) {
    this.#options = options;
    this.#delay.enable();
  }

  /** Ends a minute: what is measured over time starts again. */
  endMinute(): void {
    // It measures from one reading to the next, and those are so far apart as it is.
    const delayMs = (nanoseconds: number) => Math.max(0, Math.round(nanoseconds / 1e5) / 10 - resolutionMs);
    this.#minute = {
      latenessP99Ms: this.#options.counters.takeLatenessP99(),
      eventLoopDelayP99Ms: delayMs(this.#delay.percentile(99)),
      eventLoopDelayMaxMs: delayMs(this.#delay.max),
    };
    this.#delay.reset();
  }

  get figures(): DynoFigures {
    const { counters, buffer, sources } = this.#options;
    const { series: rows, failed: failures, ...totals } = counters.totals;
    const { user, system } = process.cpuUsage();
    const waitingMs = buffer.oldestTickMs === undefined ? 0 : Date.now() - buffer.oldestTickMs;
    return {
      sources: sources.total,
      sourcesUp: sources.up,
      ...totals,
      rows,
      failures,
      dropped: buffer.dropped,
      buffered: buffer.length,
      bufferedBytes: buffer.sizeBytes,
      spilled: buffer.spilled,
      spilledBytes: buffer.spilledBytes,
      oldestWaitingSeconds: Math.max(0, Math.round(waitingMs / 1_000)),
      ...this.#minute,
      rssBytes: process.memoryUsage.rss(),
      cpuSeconds: Math.round((user + system) / 1e4) / 100,
      uptimeSeconds: Math.round(process.uptime()),
    };
  }
}
