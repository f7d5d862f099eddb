import { inRange, neighbourPairs } from '@pgwatch-heroku/store';
import { drawLines } from './draw-lines.js';
import { bucket, isInside } from './fetches.js';

export interface GaugeLines {
  metric: string;
  /** Label of a line -> column. */
  lines: Record<string, string>;
  /** How the fetches of one step become a point. */
  aggregate?: 'avg' | 'min' | 'max';
}

/** Columns of a metric without tags as they are. */
export function gaugesSql({ metric, lines, aggregate = 'avg' }: GaugeLines): string {
  const labels = Object.keys(lines);
  const carried = Object.fromEntries(Object.values(lines).map((column, index) => [`v${index}`, column]));
  return `
WITH ${neighbourPairs({ metric, rows: inRange(metric), carried })}, steps AS (
  SELECT max(fetched_at) AS time, ${labels.map((_label, index) => `${aggregate}(v${index}) AS v${index}`).join(', ')}
  FROM pairs
  WHERE ${isInside}
  GROUP BY ${bucket}
)
${drawLines(labels.map((label, index) => ({ label, column: `v${index}` })))}`;
}
