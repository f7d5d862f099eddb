import { drawLines } from './draw-lines.js';
import { bucket, inRange, usualApart } from './fetches.js';

export interface GaugeLines {
  metric: string;
  /** Label of a line -> column. */
  lines: Record<string, string>;
  /** How the fetches of one step become a point. */
  aggregate?: 'avg' | 'min' | 'max';
}

/** Columns of a metric without tags as they are. */
export function gaugesSql({ metric, lines, aggregate = 'avg' }: GaugeLines): string {
  const names = Object.keys(lines);
  return `
WITH fetches AS (
  SELECT time, fetched_at,
    lag(fetched_at) OVER ticks AS previous_at,
    time - lag(time) OVER ticks AS apart,
    ${names.map((name, index) => `${lines[name]} AS v${index}`).join(', ')}
  FROM samples.${metric}
  WHERE ${inRange}
  WINDOW ticks AS (ORDER BY time)
), pairs AS (
  SELECT *, ${usualApart} FROM fetches
), steps AS (
  SELECT max(fetched_at) AS time, ${names.map((_name, index) => `${aggregate}(v${index}) AS v${index}`).join(', ')}
  FROM fetches
  WHERE fetched_at BETWEEN :from AND :to
  GROUP BY ${bucket}
)
${drawLines(
  names.map((name, index) => ({ label: name, column: `v${index}` })),
  'pairs',
)}`;
}
