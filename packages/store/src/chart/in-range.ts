/**
 * So many fetches before a range are read along: a rate needs the one before, and what distance is usual shows only in
 * some. Looked for no further back than this, which has room for them where one per hour is kept.
 */
const fetchesBefore = 6;
// By way of UTC: time with a zone minus an interval depends on the session's zone, and is then unknown to the planner,
// which would plan for every partition there is.
const lookedBackTo = `((:from AT TIME ZONE 'UTC') - interval '8 hours') AT TIME ZONE 'UTC'`;

// Less than of one source: of many it is many rows, and a missing first point shows on none of them.
const shortlyBefore = `((:from AT TIME ZONE 'UTC') - interval '1 hour') AT TIME ZONE 'UTC'`;

/**
 * The condition on the rows of a metric that a chart needs, with the parameters `:source`, `:from` and `:to`. By tick,
 * so that PostgreSQL reads only the partitions of these days.
 */
export const inRange = (metric: string): string => `source_id = :source
      AND time <= :to AND time >= ${lookedBackTo}
      AND time >= coalesce((
        SELECT min(time)
        FROM (
          SELECT time FROM samples.${metric}
          WHERE source_id = :source AND time < :from AND time >= ${lookedBackTo}
          ORDER BY time DESC LIMIT ${fetchesBefore}
        ) before
      ), :from)`;

/**
 * As inRange(), of long ranges the last fetch of each of so many slots only, as thinned history has it: arrays take time
 * to be unpacked. Differences of counters stay what they are, unless a series is reset or comes and goes within a slot:
 * then what it did is missed.
 */
export const inRangeThinned = (metric: string, slots: number): string => `${inRange(metric)}
      AND time IN (
        SELECT max(time)
        FROM samples.${metric}
        WHERE source_id = :source AND time <= :to AND time >= ${lookedBackTo}
        GROUP BY date_bin((:to - :from) / ${slots}, time, 'epoch')
      )`;

/**
 * As inRangeThinned(), of the sources `:sources`: of each the last fetch of each of so many slots, and those shortly
 * before the range.
 */
export const inRangeOfMany = (metric: string, slots: number): string => `(source_id, time) IN (
        SELECT source_id, max(time)
        FROM samples.${metric}
        WHERE source_id = ANY(:sources) AND time <= :to AND time >= ${shortlyBefore}
        GROUP BY source_id, date_bin((:to - :from) / ${slots}, time, 'epoch')
      )
      AND source_id = ANY(:sources) AND time <= :to AND time >= ${shortlyBefore}`;
