import { inRange, neighbourPairs } from '@pgwatch-heroku/store';
import { earlier } from './earlier.js';
import { isInside } from './fetches.js';

export interface Stats {
  /** Figures as they were last seen. */
  latest?: {
    metric: string;
    /** How old the fetch may be; a few intervals. */
    within: string;
    /** Name of a figure -> SQL over the metric's columns. */
    figures: Record<string, string>;
  }[];
  /** Figures of what was added in the range. */
  added?: {
    metric: string;
    counters: Record<string, string>;
    /** Name of a figure -> SQL over `more_<counter>`, aggregated, and `seconds`. */
    figures: Record<string, string>;
  }[];
  /** Figures from elsewhere: name -> a scalar subquery. */
  other?: Record<string, string>;
}

/** The seconds for which is known what was added to a counter. */
export const secondsOf = (counter: string): string =>
  `nullif(sum(seconds) FILTER (WHERE more_${counter} IS NOT NULL), 0)`;

/** One row of figures of one source; null where nothing is known. */
export function statsSql({ latest = [], added = [], other = {} }: Stats): string {
  const joins: string[] = [];
  const figures: string[] = [];
  for (const [index, { metric, within, figures: wanted }] of latest.entries()) {
    const columns = Object.entries(wanted).map(([name, sql]) => `(${sql}) AS ${name}`);
    joins.push(`LEFT JOIN LATERAL (
  SELECT ${columns.join(', ')}
  FROM samples.${metric}
  WHERE source_id = :source AND time <= :to AND time > ${earlier(':to', within)}
  ORDER BY time DESC LIMIT 1
) latest${index} ON true`);
    figures.push(...Object.keys(wanted).map((name) => `latest${index}.${name}`));
  }
  for (const [index, { metric, counters, figures: wanted }] of added.entries()) {
    const columns = Object.entries(wanted).map(([name, sql]) => `(${sql})::float8 AS ${name}`);
    joins.push(`LEFT JOIN LATERAL (
  WITH ${neighbourPairs({ metric, rows: inRange(metric), counters })}
  SELECT ${columns.join(',\n    ')}
  FROM pairs
  WHERE ${isInside} AND previous_at IS NOT NULL AND NOT is_gap
) added${index} ON true`);
    figures.push(...Object.keys(wanted).map((name) => `added${index}.${name}`));
  }
  figures.push(...Object.entries(other).map(([name, sql]) => `(${sql}) AS ${name}`));
  return `
SELECT ${figures.join(', ')}
FROM (VALUES (1)) one(row)
${joins.join('\n')}`;
}
