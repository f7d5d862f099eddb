import type { Point, SourceFigures } from '@pgwatch-heroku/store';
import type { SourceSummary, Sparkline } from '../types.js';

export function toSourceSummary(figures: SourceFigures): SourceSummary {
  const { id: _id, lastSampleAt, sparklines, ...rest } = figures;
  return {
    ...rest,
    lastSampleAt: lastSampleAt?.toISOString() ?? null,
    sparklines: {
      transactionsPerSecond: toSparkline(sparklines.transactionsPerSecond),
      sessions: toSparkline(sparklines.sessions),
    },
  };
}

function toSparkline(points: Point[]): Sparkline {
  return {
    times: points.map(({ at }) => Math.round(at.getTime() / 1_000)),
    values: points.map(({ value }) => shorten(value)),
  };
}

/** More digits than a small chart can show would be half of the answer. */
const shorten = (value: number | null): number | null => (value === null ? null : Number(value.toPrecision(4)));
