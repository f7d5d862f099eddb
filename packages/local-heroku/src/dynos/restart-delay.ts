/** A dyno that was up for so long is a new case: the next crash is its first. */
export const forgivenAfterMs = 60_000;

/**
 * Heroku restarts a crashed dyno at once the first time, then after growing pauses of up to hours. A developer waits
 * for the next attempt, so here they end at 20 s.
 */
const delaysMs = [0, 2_000, 5_000, 10_000, 20_000];

/** How long to wait before the restart after the n-th crash in a row. */
export function restartDelayMs(crashes: number): number {
  return delaysMs[Math.min(crashes, delaysMs.length) - 1] ?? 0;
}
