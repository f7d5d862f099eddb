import { type Logger, type Pool, sleep } from '@pgwatch-heroku/shared';
import { listSources } from '@pgwatch-heroku/store';
import type { SourceChecks } from './source-checks.js';

export interface GoRoundOptions {
  reading: Pool;
  checks: SourceChecks;
  log: Logger;
  signal: AbortSignal;
  times?: Partial<RoundTimes>;
}

export interface RoundTimes {
  /** Whoever opens a page right after the start comes first. */
  firstDelayMs: number;
  /** Between two sources: 200 of them take five minutes, and none of it is felt. */
  pauseMs: number;
  /** Sources that are new, or were resumed, are found after this. */
  everyMs: number;
  /** Rights, plans and extensions change seldom; what fails from one minute to the next the collector says. */
  olderThanMs: number;
}

const usualTimes: RoundTimes = {
  firstDelayMs: 5_000,
  pauseMs: 1_500,
  everyMs: 60_000,
  olderThanMs: 6 * 3_600_000,
};

/**
 * Asks every source itself how it is, one after the other, so that the fleet knows the worst of each though nobody has
 * opened its page since this dyno started. Ends with the signal and never throws.
 */
export async function goRound({ reading, checks, log, signal, times }: GoRoundOptions): Promise<void> {
  const { firstDelayMs, pauseMs, everyMs, olderThanMs } = { ...usualTimes, ...times };
  const pause = (ms: number) => sleep(ms, signal).catch(() => undefined);
  await pause(firstDelayMs);
  while (!signal.aborted) {
    try {
      const sources = await listSources(reading);
      checks.forgetOthers(sources.map(({ id }) => id));
      for (const { id, name, enabled, detachedAt } of sources) {
        if (signal.aborted) return;
        const { running } = checks.look({ id, name, isPaused: !enabled || detachedAt !== null }, olderThanMs);
        if (!running) continue;
        await running;
        await pause(pauseMs);
      }
    } catch (error) {
      // The Collector DB is away: told by everything else, and over some time.
      log.debug({ event: 'doctor-round-failed', err: error }, 'the sources could not be looked at');
    }
    await pause(everyMs);
  }
}
