import { AppError, type Queryable } from '@pgwatch-heroku/shared';

export interface SeriesRequest {
  sourceId: number;
  metric: string;
  /** Tags without `tag_`; null and absent are the same. */
  tagSets: readonly Readonly<Record<string, string | null>>[];
}

export interface SeriesAnswer {
  /** In the order of the tag sets. */
  ids: number[];
  /**
   * Positions of the series whose details were never stored (setSeriesDetails), the new ones among them: a collector
   * that died between the two asks again.
   */
  newIndexes: number[];
}

/** The ids of series of one metric of a source; see seriesIdsOfMany. */
export async function seriesIds(db: Queryable, request: SeriesRequest, now?: Date): Promise<SeriesAnswer> {
  const [answer] = await seriesIdsOfMany(db, [request], now);
  return answer as SeriesAnswer;
}

/**
 * The ids of series, making those that are new, in one statement however many sources and metrics there are: a fleet
 * that starts, or goes into a new day, asks for all of its series. Safe in several processes at once. An id may be used
 * until the end of the next day of UTC; whoever goes on has to ask again, or dropOldSeries takes it for unused.
 *
 * @param now the caller's clock.
 * @returns an answer for each request, in their order.
 */
export async function seriesIdsOfMany(
  db: Queryable,
  requests: readonly SeriesRequest[],
  now = new Date(),
): Promise<SeriesAnswer[]> {
  if (requests.every(({ tagSets }) => tagSets.length === 0)) return requests.map(() => ({ ids: [], newIndexes: [] }));
  // A series that another process makes or removes at this very moment has no id for us: then look again.
  for (let attempt = 0; attempt < 5; attempt++) {
    const { rows } = await db.query<{ id: string | null; has_details: string }>(seriesSql, [
      JSON.stringify(requests),
      now,
    ]);
    if (rows.some(({ id }) => id === null)) continue;
    let done = 0;
    return requests.map(({ tagSets }) => {
      const ours = rows.slice(done, done + tagSets.length);
      done += tagSets.length;
      return {
        ids: ours.map(({ id }) => Number(id)),
        newIndexes: ours.flatMap(({ has_details }, index) => (has_details === 'true' ? [] : [index])),
      };
    });
  }
  const metrics = new Set(requests.map(({ metric }) => metric));
  throw new AppError('bug', `The series of ${[...metrics].join(', ')} could not be stored`);
}

// The day is the later one of both clocks, as the retention uses the earlier one: a wrong clock keeps too much.
// Known series are looked up first: ON CONFLICT alone would use up an id for each of them at every call. One by one
// (OFFSET 0, ANY), for how many are asked for is not known when it is planned, and the table is large.
const seriesSql = `
WITH today AS MATERIALIZED (
  SELECT (greatest(now(), $2::timestamptz) AT TIME ZONE 'UTC')::date AS day
), wanted AS MATERIALIZED (
  SELECT r.ord AS request, e.ord, (r.request ->> 'sourceId')::int AS source_id, r.request ->> 'metric' AS metric,
    t.tags, md5(t.tags::text)::uuid AS identity
  FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS r (request, ord)
  CROSS JOIN LATERAL jsonb_array_elements(r.request -> 'tagSets') WITH ORDINALITY AS e (tags, ord)
  CROSS JOIN LATERAL (SELECT jsonb_strip_nulls(e.tags) AS tags) t
), known AS MATERIALIZED (
  SELECT DISTINCT s.id, s.source_id, s.metric, s.identity, s.has_details, s.last_seen >= today.day AS is_seen
  FROM today, wanted w
  CROSS JOIN LATERAL (
    SELECT * FROM pgwatch2.series s
    WHERE s.source_id = w.source_id AND s.metric = w.metric AND s.identity = w.identity OFFSET 0
  ) s
), locked AS MATERIALIZED (
  SELECT s.id FROM pgwatch2.series s
  WHERE s.id = ANY (ARRAY (SELECT k.id FROM known k WHERE NOT k.is_seen)) ORDER BY s.id FOR UPDATE
), seen AS (
  UPDATE pgwatch2.series s SET last_seen = today.day
  FROM today
  WHERE s.id = ANY (ARRAY (SELECT l.id FROM locked l))
  RETURNING s.id
), added AS (
  INSERT INTO pgwatch2.series (source_id, metric, identity, tags, last_seen)
  SELECT DISTINCT ON (w.source_id, w.metric, w.identity) w.source_id, w.metric, w.identity, w.tags, today.day
  FROM today, wanted w
  WHERE NOT EXISTS (
    SELECT 1 FROM known k WHERE k.source_id = w.source_id AND k.metric = w.metric AND k.identity = w.identity
  )
  ORDER BY w.source_id, w.metric, w.identity
  ON CONFLICT (source_id, metric, identity) DO NOTHING
  RETURNING id, source_id, metric, identity
)
SELECT coalesce(CASE WHEN k.is_seen THEN k.id END, seen.id, a.id)::text AS id, coalesce(k.has_details, false)::text AS has_details
FROM wanted w
LEFT JOIN known k USING (source_id, metric, identity)
LEFT JOIN seen ON seen.id = k.id
LEFT JOIN added a USING (source_id, metric, identity)
ORDER BY w.request, w.ord`;
