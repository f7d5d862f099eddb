import { type Logger, type Pool, sleep, withDeadline } from '@pgwatch-heroku/shared';
import type { Config } from './config.js';
import { keepSize } from './keep-size.js';
import { runEvent } from './load/events.js';
import type { Load } from './load/own-load.js';
import { phaseAt } from './load/rhythm.js';

/** Segments are short, so that size and phase are looked at often. */
const maxSegmentMs = 30_000;
const summaryEveryMs = 60_000;
/** An hour of history is enough to look at; the rest would only take space. */
const keepHistorySeconds = 3_600;
/** What a slow database may need on top of a segment's length before it counts as gone. */
const graceMs = 60_000;

/** Plays the rhythm until the signal aborts. @throws when the database fails. */
export async function runLoad(
  pool: Pool,
  load: Load,
  options: { config: Config; branches: number },
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  const { config, branches } = options;
  const cycleMs = config.PGWATCH2_PGBENCH_CYCLE_SECONDS * 1_000;
  const limits = { keepHistorySeconds, maxMegabytes: config.PGWATCH2_PGBENCH_MAX_MB };
  let transactions = 0;
  let countedFrom = performance.now();
  let playedPhase = -1;
  while (!signal.aborted) {
    const size = await withDeadline(keepSize(pool, limits, log), graceMs, 'keeping the size');
    const { phase, index, remainingMs } = phaseAt(Date.now(), cycleMs);
    // A segment ends where the phase's event begins: in the middle of the phase.
    const untilMiddleMs = Math.ceil(remainingMs - (phase.share * cycleMs) / 2);
    const durationMs = Math.min(untilMiddleMs > 0 ? untilMiddleMs : remainingMs, maxSegmentMs);
    if (playedPhase !== index) playedPhase = -1;
    const isEventDue = playedPhase === -1 && untilMiddleMs <= 0;
    if (isEventDue) playedPhase = index;
    // One connection is left for the event, which must not wait for the load that it is to disturb.
    const clients = config.PGWATCH2_PGBENCH_CLIENTS - 1;
    const tps = Math.max(0.2, config.PGWATCH2_PGBENCH_TPS * phase.rate);
    const work = Promise.all([
      size.mayWrite
        ? load({ tps, durationMs, clients, branches }, signal)
        : sleep(durationMs, signal).then(
            () => 0,
            () => 0,
          ),
      isEventDue && phase.event ? runEvent(pool, phase.event) : undefined,
    ]);
    const [done] = await withDeadline(work, durationMs + graceMs, 'the load');
    transactions += done;
    // Looked at between segments, so the time is a bit more than what was asked for.
    const elapsedMs = performance.now() - countedFrom;
    if (elapsedMs < summaryEveryMs) continue;
    countedFrom += elapsedMs;
    const seconds = Math.round(elapsedMs / 1_000);
    log.info(
      { event: 'summary', transactions, seconds, megabytes: Math.round(size.megabytes), phase: phase.name },
      `${transactions} transactions in ${seconds} s, ${Math.round(size.megabytes)} MB`,
    );
    transactions = 0;
  }
}
