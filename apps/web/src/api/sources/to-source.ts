import type { Line, SourceFigures } from '@pgwatch-heroku/store';
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

const toSparkline = ({ atMs, values }: Line): Sparkline => ({
  times: atMs.map((at) => Math.round(at / 1_000)),
  values: values.map(shorten),
});

/** More digits than a small chart can show would be half of the answer. */
const shorten = (value: number | null): number | null => (value === null ? null : Number(value.toPrecision(4)));
