import { isGap } from './gaps.js';

export interface Neighbours {
  metric: string;
  /** Condition on the rows of `samples.<metric>`. */
  rows: string;
  /** Name -> SQL over its columns, carried as it is. */
  carried?: Record<string, string>;
  /** Name -> SQL over its columns that only grows: what was added since the fetch before becomes `more_<name>`. */
  counters?: Record<string, string>;
}

/**
 * CTEs that end in `pairs`: every fetch with the one before it, per source, as
 *
 * - `source_id`, `time` (its tick), `fetched_at`, `previous_at` (null for the first one),
 * - `seconds` between the two, as a divisor,
 * - `is_gap`: more ticks are missing between them than jitter explains,
 * - `server`, a number that changes where another server, or the same one started anew, answered,
 * - what is carried, and `more_<name>` for counters. That is null where the pair says nothing: across a gap, where a
 *   counter was reset, and between two servers.
 *
 * It is the one place where counters become differences; all charts and figures are made from it.
 */
export function neighbourPairs({ metric, rows, carried = {}, counters = {} }: Neighbours): string {
  const names = Object.keys(counters);
  const columns = Object.keys(carried);
  return `changes AS (
  SELECT source_id, array_agg(at ORDER BY at) AS instants FROM pgwatch2.server_change GROUP BY source_id
), fetches AS (
  SELECT chosen.*, coalesce(width_bucket(fetched_at, changes.instants), 0) AS server
  FROM (
    SELECT source_id, time, fetched_at, tableoid AS partition,
      ${[...Object.entries(carried), ...Object.entries(counters)].map(([name, sql]) => `(${sql}) AS ${name}`).join(',\n      ')}
    FROM samples.${metric}
    WHERE ${rows}
  ) chosen
  LEFT JOIN changes USING (source_id)
), spaced AS (
  SELECT *,
    lag(fetched_at) OVER ticks AS previous_at,
    lag(partition) OVER ticks AS previous_partition,
    date_part('epoch', time - lag(time) OVER ticks) AS apart,
    date_part('epoch', fetched_at - lag(fetched_at) OVER ticks) AS distance,
    server = lag(server) OVER ticks AS is_same_server${names.map((name) => `,\n    ${name} - lag(${name}) OVER ticks AS d_${name}`).join('')}
  FROM fetches
  WINDOW ticks AS (PARTITION BY source_id ORDER BY time)
), judged AS (
  SELECT *, ${isGap} AS is_gap
  FROM spaced
), pairs AS (
  SELECT source_id, time, fetched_at, previous_at, server, is_gap${columns.map((name) => `, ${name}`).join('')},
    -- Servers count in lumps: a pair that was fetched a moment apart, around a restart of ours, would be a peak.
    greatest(distance, 1) AS seconds${names
      .map(
        (name) =>
          `,\n    CASE WHEN d_${name} >= 0 AND distance > 0 AND is_same_server AND NOT is_gap THEN d_${name} END AS more_${name}`,
      )
      .join('')}
  FROM judged
)`;
}
