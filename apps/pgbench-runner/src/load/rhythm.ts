/** Something out of the ordinary that the load does once per cycle at its place. */
export type LoadEvent = 'slow-query' | 'lock-wait';

export interface Phase {
  name: 'busy' | 'quiet' | 'burst';
  /** Share of the cycle that it takes. */
  share: number;
  /** Times the average number of transactions per second. */
  rate: number;
  /** At the middle of the phase. */
  event?: LoadEvent;
}

/** One cycle. The shares add up to 1, and shares times rates to 1, so that the configured rate is the average. */
export const cycle: readonly Phase[] = [
  { name: 'busy', share: 0.25, rate: 1.1, event: 'slow-query' },
  { name: 'quiet', share: 0.2, rate: 0.15 },
  { name: 'busy', share: 0.2, rate: 1, event: 'lock-wait' },
  { name: 'burst', share: 0.1, rate: 3.2 },
  { name: 'quiet', share: 0.1, rate: 0.25 },
  { name: 'busy', share: 0.15, rate: 1, event: 'slow-query' },
];

/** The phase at an instant and what is left of it. Cycles are aligned to the clock, so a restart goes on in step. */
export function phaseAt(nowMs: number, cycleMs: number): { phase: Phase; index: number; remainingMs: number } {
  const position = nowMs % cycleMs;
  let endMs = 0;
  for (const [index, phase] of cycle.entries()) {
    endMs += phase.share * cycleMs;
    if (position < endMs) return { phase, index, remainingMs: Math.max(1, endMs - position) };
  }
  const index = cycle.length - 1;
  return { phase: cycle[index] as Phase, index, remainingMs: 1 };
}
