import type { Logger } from '@pgwatch-heroku/shared';
import type { Counters } from '../counters.js';
import { latestTick, phaseOf } from '../schedule/ticks.js';
import type { Outbox } from '../write/outbox.js';
import { dynoFetch } from './dyno-fetch.js';
import type { DynoMeter } from './dyno-meter.js';
import { logSummary } from './log-summary.js';
import { sourceFetches } from './source-fetches.js';
import type { Tally } from './tally.js';

/** A source as far as it is watched here. */
export interface WatchedSource {
  id: number;
  name: string;
  tallies: Iterable<readonly [metric: string, Tally]>;
}

export interface SelfMonitorOptions {
  dyno: string;
  meter: DynoMeter;
  counters: Counters;
  outbox: Pick<Outbox, 'sample'>;
  sources: () => Iterable<WatchedSource>;
  log: Logger;
}

const dynoEveryMs = 60_000;
/** A row of a source is 1.7 kB: 0.25 MB a day. Counters lose nothing by it. */
const sourceEveryMs = 600_000;

/** Writes down how the collector itself fares, as samples beside all others. Holds no timer: whoever calls tells the time. */
export class SelfMonitor {
  readonly #options: SelfMonitorOptions;
  readonly #sourceTicks = new Map<number, number>();
  #dynoTick: number | undefined;
  #last = { atMs: performance.now(), cpuSeconds: 0 };

  constructor(options: SelfMonitorOptions) {
    this.#options = options;
  }

  /** To be called every few seconds; what is due is due when a tick has passed since the last call. */
  watch(nowMs: number = Date.now()): void {
    this.#watchDyno(latestTick(nowMs, dynoEveryMs, phaseOf(this.#options.dyno)));
    const seen = new Set<number>();
    for (const { id, name, tallies } of this.#options.sources()) {
      seen.add(id);
      const tickMs = latestTick(nowMs, sourceEveryMs, phaseOf(name));
      if (this.#sourceTicks.get(id) === tickMs) continue;
      const fetch = sourceFetches(id, tickMs, tallies);
      if (!fetch) continue;
      this.#sourceTicks.set(id, tickMs);
      this.#options.outbox.sample(fetch);
    }
    for (const id of this.#sourceTicks.keys()) if (!seen.has(id)) this.#sourceTicks.delete(id);
  }

  #watchDyno(tickMs: number): void {
    const { dyno, meter, counters, outbox, log } = this.#options;
    this.#dynoTick ??= tickMs;
    if (this.#dynoTick === tickMs) return;
    this.#dynoTick = tickMs;
    meter.endMinute();
    const { figures } = meter;
    outbox.sample(dynoFetch(dyno, tickMs, figures));
    const atMs = performance.now();
    const cpuShare = ((figures.cpuSeconds - this.#last.cpuSeconds) * 1_000) / (atMs - this.#last.atMs);
    this.#last = { atMs, cpuSeconds: figures.cpuSeconds };
    logSummary(log, counters, figures, Math.round(cpuShare * 1_000) / 10);
  }
}
