import { type Logger, type Pool, sleep } from '@pgwatch-heroku/shared';
import { listSources, type SourceFinding } from '@pgwatch-heroku/store';
import type { Checked, SourceChecks } from './source-checks.js';

export interface GoRoundOptions {
  reading: Pool;
  checks: SourceChecks;
  /** What sources said before this dyno started, by their ids. */
  readKept: () => Promise<ReadonlyMap<number, SourceFinding>>;
  log: Logger;
  signal: AbortSignal;
  times?: Partial<RoundTimes>;
}

export interface RoundTimes {
  /** Whoever opens a page right after the start comes first. */
  firstDelayMs: number;
  /** Between two sources that only get old: 200 of them take five minutes, and none of it is felt. */
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

/** Leaves one of the turns that there are (turns.ts of the doctor) to whoever opens a page. */
const urgentAtOnce = 3;

/**
 * Asks every source itself how it is, so that the fleet knows the worst of each though nobody has opened its page since
 * this dyno started. Those of which nothing is known, or that had something wrong (which is often why there is a restart),
 * come first and a few at once; what was well is asked again when that is old, one after the other. Ends with the signal
 * and never throws.
 */
export async function goRound({ reading, checks, readKept, log, signal, times }: GoRoundOptions): Promise<void> {
  const { firstDelayMs, pauseMs, everyMs, olderThanMs } = { ...usualTimes, ...times };
  const pause = (ms: number) => sleep(ms, signal).catch(() => undefined);
  // At once, as it asks no source anything.
  let kept: ReadonlyMap<number, SourceFinding> | undefined = await readKept().catch(() => undefined);
  await pause(firstDelayMs);
  while (!signal.aborted) {
    try {
      kept ??= await readKept();
      const sources = await listSources(reading);
      checks.forgetOthers(sources.map(({ id }) => id));
      const all = sources.map(({ id, name, enabled, detachedAt }) => ({
        ...{ id, name },
        isPaused: !enabled || detachedAt !== null,
      }));
      const isUrgent = ({ id }: Checked) => !checks.known(id) && kept?.get(id)?.finding !== null;
      await lookAtUrgent(all.filter(isUrgent), checks, signal);
      for (const source of all) {
        if (signal.aborted) return;
        const keptAgeMs = Date.now() - (kept.get(source.id)?.checkedAt.getTime() ?? 0);
        if (!checks.known(source.id) && !source.isPaused && keptAgeMs < olderThanMs) continue;
        const { running } = checks.look(source, olderThanMs);
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

async function lookAtUrgent(sources: readonly Checked[], checks: SourceChecks, signal: AbortSignal): Promise<void> {
  const waiting = sources.values();
  const running: (Promise<void> | undefined)[] = [];
  const work = async () => {
    for (const source of waiting) {
      if (signal.aborted) return;
      const check = checks.look(source);
      running.push(check.running);
      await check.turnOver;
    }
  };
  await Promise.all(Array.from({ length: urgentAtOnce }, work));
  // Those that do not answer too: whoever ends the round may rely on nothing being written any more.
  await Promise.all(running);
}
