import { earlier } from './earlier.js';

export interface LatestList {
  metric: string;
  /** How old the fetch may be; a few intervals. */
  within: string;
  columns: readonly string[];
}

/**
 * For FROM: the list of a metric with tags as it was last seen in or shortly before the range: `element` with its columns
 * and `fetched_at`, and `described` with its tags.
 */
export const latestList = ({ metric, within, columns }: LatestList): string => `(
  SELECT fetched_at, ${['series', ...columns].map((column) => `unnest(${q(column)}) AS ${q(column)}`).join(', ')}
  FROM (
    SELECT * FROM samples.${metric}
    WHERE source_id = :source AND time <= :to AND time > ${earlier(':to', within)}
    ORDER BY time DESC LIMIT 1
  ) latest
) element
JOIN pgwatch2.series described ON described.id = element.series`;

const q = (name: string) => `"${name}"`;
