import { inRange, neighbourPairs } from '@pgwatch-heroku/store';
import { drawLines } from './draw-lines.js';
import { bucket, isInside } from './fetches.js';

export interface CounterQuotients {
  metric: string;
  /** Label of a line -> what was added to the first counter, per what was added to the second. */
  lines: Record<string, readonly [of: string, per: string]>;
}

/** One counter per another, as time per call; nothing where the second did not move. */
export function quotientsSql({ metric, lines }: CounterQuotients): string {
  const entries = Object.entries(lines);
  const counters = Object.fromEntries(
    entries.flatMap(([_label, [of, per]], index) => [
      [`v${index}`, of],
      [`p${index}`, per],
    ]),
  );
  return `
WITH ${neighbourPairs({ metric, rows: inRange(metric), counters })}, steps AS (
  SELECT max(fetched_at) AS time,
    ${entries
      .map(
        (_entry, index) =>
          `sum(more_v${index}) FILTER (WHERE more_p${index} IS NOT NULL)
      / nullif(sum(more_p${index}) FILTER (WHERE more_v${index} IS NOT NULL), 0) AS v${index}`,
      )
      .join(',\n    ')}
  FROM pairs
  WHERE ${isInside} AND previous_at IS NOT NULL AND NOT is_gap
  GROUP BY ${bucket}
)
${drawLines(entries.map(([label], index) => ({ label, column: `v${index}` })))}`;
}
