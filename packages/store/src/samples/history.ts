import type { MetricStorage } from '@pgwatch-heroku/metrics';
import { dayMs } from './days.js';
import type { Tier } from './partition-name.js';

/** Up to which age, in days, how much is kept. */
export interface HistoryDays {
  /** Every fetch. */
  rawDays: number;
  /** After that one fetch per ten minutes, up to this age. */
  tenMinutesDays: number;
  /** After that one fetch per hour, up to this age; then nothing. */
  retentionDays: number;
}

export const defaultHistory: HistoryDays = { rawDays: 14, tenMinutesDays: 90, retentionDays: 365 };

/** What becomes of a partition that is wholly older than `afterMs`. */
export interface ThinningStep {
  afterMs: number;
  tier: Tier;
  slotSeconds: number;
  /** A partition of this tier takes in younger ones until it would be longer than this. */
  maxSpanMs: number;
}

/** How the history of one metric is cut. */
export interface HistoryCut {
  /** Length of the partitions that fetches are written to. */
  rawPeriodMs: number;
  thinning: readonly ThinningStep[];
  dropAfterMs: number;
}

/**
 * Tables, indexes and TOAST tables are files and rows of the catalog each, 2,500 of them at most for all metrics and a
 * year. So only metrics whose volume matters are cut finely: the shorter a partition, the less waits to be thinned or
 * dropped as a whole. A thinned partition is at the most a fifth of its tier's age for those, one or two per tier for
 * the others.
 */
export function historyCut(
  { volume = 'small', isMomentary }: MetricStorage,
  { rawDays, tenMinutesDays, retentionDays }: HistoryDays,
): HistoryCut {
  if (volume === 'slow') {
    const days = retentionDays >= 168 ? 168 : retentionDays >= 28 ? 28 : 7;
    return { rawPeriodMs: days * dayMs, thinning: [], dropAfterMs: retentionDays * dayMs };
  }
  const isLarge = volume === 'large';
  const rawPeriodDays = isLarge || rawDays < 2 ? 1 : rawDays < 7 ? 2 : 7;
  const rawPeriodMs = rawPeriodDays * dayMs;
  if (isMomentary) return { rawPeriodMs, thinning: [], dropAfterMs: Math.min(rawDays, retentionDays) * dayMs };
  const step = (tier: Tier, slotSeconds: number, afterDays: number, untilDays: number, share: number) => ({
    afterMs: afterDays * dayMs,
    tier,
    slotSeconds,
    maxSpanMs: Math.max(rawPeriodDays, Math.round((untilDays - afterDays) * share)) * dayMs,
  });
  return {
    rawPeriodMs,
    thinning: [
      step('tenMinutes', 600, rawDays, tenMinutesDays, isLarge ? 0.2 : 1.1),
      step('hour', 3_600, tenMinutesDays, retentionDays, isLarge ? 0.2 : 0.6),
    ],
    dropAfterMs: retentionDays * dayMs,
  };
}
