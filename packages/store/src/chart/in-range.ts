/**
 * So many fetches before a range are read along: a rate needs the one before, and what distance is usual shows only in
 * some. Looked for no further back than this, which has room for them where one per hour is kept.
 */
const fetchesBefore = 6;
const lookBack = `interval '8 hours'`;

/**
 * The condition on the rows of a metric that a chart needs, with the parameters `:source`, `:from` and `:to`. By tick,
 * so that PostgreSQL reads only the partitions of these days.
 */
export const inRange = (metric: string): string => `source_id = :source
      AND time <= :to AND time >= :from - ${lookBack}
      AND time >= coalesce((
        SELECT min(time)
        FROM (
          SELECT time FROM samples.${metric}
          WHERE source_id = :source AND time < :from AND time >= :from - ${lookBack}
          ORDER BY time DESC LIMIT ${fetchesBefore}
        ) before
      ), :from)`;

/** Arrays take time to be unpacked: this many fetches of them are what a chart can wait for. */
const maxFetches = 600;

/**
 * As inRange(), of long ranges the last fetch of each of 600 slots only, as thinned history has it. Differences of
 * counters stay what they are, unless a series is reset or comes and goes within a slot: then what it did is missed.
 */
export const inRangeThinned = (metric: string): string => `${inRange(metric)}
      AND time IN (
        SELECT max(time)
        FROM samples.${metric}
        WHERE source_id = :source AND time <= :to AND time >= :from - ${lookBack}
        GROUP BY date_bin((:to - :from) / ${maxFetches}, time, 'epoch')
      )`;
