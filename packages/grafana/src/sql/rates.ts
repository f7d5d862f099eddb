import { inRange, neighbourPairs } from '@pgwatch-heroku/store';
import { drawLines } from './draw-lines.js';
import { bucket, isInside } from './fetches.js';

export interface CounterLines {
  metric: string;
  /** Label of a line -> counter column, or an SQL expression over counters that only grows. */
  lines: Record<string, string>;
  /** How many in each step, for what is so seldom that its rate is a number nobody can read. */
  asCounts?: true;
}

/**
 * Counters of a metric without tags as rates per second: what was added between neighbouring fetches over the time that
 * really lay between them. What a pair says nothing about counts neither way.
 */
export function ratesSql({ metric, lines, asCounts }: CounterLines): string {
  const labels = Object.keys(lines);
  const counters = Object.fromEntries(Object.values(lines).map((column, index) => [`v${index}`, column]));
  return `
WITH ${neighbourPairs({ metric, rows: inRange(metric), counters })}, steps AS (
  SELECT max(fetched_at) AS time,
    ${labels
      .map(
        (_label, index) =>
          `sum(more_v${index})${asCounts ? '' : ` / sum(seconds) FILTER (WHERE more_v${index} IS NOT NULL)`} AS v${index}`,
      )
      .join(',\n    ')}
  FROM pairs
  WHERE ${isInside} AND previous_at IS NOT NULL AND NOT is_gap
  GROUP BY ${bucket}
)
${drawLines(labels.map((label, index) => ({ label, column: `v${index}` })))}`;
}
