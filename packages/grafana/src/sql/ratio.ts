import { inRange, neighbourPairs } from '@pgwatch-heroku/store';
import { breaks, bucket, isInside } from './fetches.js';

export interface CounterRatio {
  metric: string;
  label: string;
  /** Counter columns: the part, and the rest; part / (part + rest). */
  part: string;
  rest: string;
}

/** The share of one counter in the sum of two, 0 to 1; nothing where neither moved. */
export function ratioSql({ metric, label, part, rest }: CounterRatio): string {
  return `
WITH ${neighbourPairs({ metric, rows: inRange(metric), counters: { part, rest } })}
SELECT max(fetched_at) AS time, '${label}' AS label,
  (sum(more_part) / nullif(sum(more_part) + sum(more_rest), 0))::float8 AS value
FROM pairs
WHERE ${isInside} AND more_part IS NOT NULL AND more_rest IS NOT NULL
GROUP BY ${bucket}
UNION ALL ${breaks('pairs')}
ORDER BY time`;
}
