import { AppError, type Queryable } from '@pgwatch-heroku/shared';

export interface SeriesRequest {
  sourceId: number;
  metric: string;
  /** Tags without `tag_`; null and absent are the same. */
  tagSets: readonly Readonly<Record<string, string | null>>[];
  /** The caller's clock. Default now. */
  now?: Date;
}

/**
 * The ids of series, in the order of the tag sets, making those that are new. Safe in several processes at once. An id
 * may be used until the end of the next day of UTC; whoever goes on has to ask again, or dropOldSeries takes it for
 * unused.
 *
 * @returns `newIndexes`: positions of the series whose details were never stored (setSeriesDetails), the new ones among
 *   them: a collector that died between the two asks again.
 */
export async function seriesIds(
  db: Queryable,
  { sourceId, metric, tagSets, now = new Date() }: SeriesRequest,
): Promise<{ ids: number[]; newIndexes: number[] }> {
  if (tagSets.length === 0) return { ids: [], newIndexes: [] };
  // A series that another process makes or removes at this very moment has no id for us: then look again.
  for (let attempt = 0; attempt < 5; attempt++) {
    const { rows } = await db.query<{ id: string | null; has_details: string }>(seriesSql, [
      sourceId,
      metric,
      JSON.stringify(tagSets),
      now,
    ]);
    if (rows.some(({ id }) => id === null)) continue;
    return {
      ids: rows.map(({ id }) => Number(id)),
      newIndexes: rows.flatMap(({ has_details }, index) => (has_details === 'true' ? [] : [index])),
    };
  }
  throw new AppError('bug', `The series of ${metric} could not be stored`);
}

// The day is the later one of both clocks, as the retention uses the earlier one: a wrong clock keeps too much.
// Known series are looked up first: ON CONFLICT alone would use up an id for each of them at every call.
const seriesSql = `
WITH today AS MATERIALIZED (
  SELECT (greatest(now(), $4::timestamptz) AT TIME ZONE 'UTC')::date AS day
), wanted AS MATERIALIZED (
  SELECT e.ord, t.tags, md5(t.tags::text)::uuid AS identity
  FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS e (tags, ord)
  CROSS JOIN LATERAL (SELECT jsonb_strip_nulls(e.tags) AS tags) t
), known AS MATERIALIZED (
  SELECT DISTINCT s.id, s.identity, s.has_details, s.last_seen >= today.day AS is_seen
  FROM today, wanted w
  JOIN pgwatch2.series s ON s.source_id = $1::int AND s.metric = $2::text AND s.identity = w.identity
), seen AS (
  UPDATE pgwatch2.series s SET last_seen = today.day
  FROM today
  WHERE s.id IN (
    SELECT l.id FROM pgwatch2.series l JOIN known k ON k.id = l.id AND NOT k.is_seen ORDER BY l.id FOR UPDATE OF l
  )
  RETURNING s.id
), added AS (
  INSERT INTO pgwatch2.series (source_id, metric, identity, tags, last_seen)
  SELECT DISTINCT ON (w.identity) $1::int, $2::text, w.identity, w.tags, today.day
  FROM today, wanted w
  WHERE NOT EXISTS (SELECT 1 FROM known k WHERE k.identity = w.identity)
  ORDER BY w.identity
  ON CONFLICT (source_id, metric, identity) DO NOTHING
  RETURNING id, identity
)
SELECT coalesce(CASE WHEN k.is_seen THEN k.id END, seen.id, a.id)::text AS id, coalesce(k.has_details, false)::text AS has_details
FROM wanted w
LEFT JOIN known k USING (identity)
LEFT JOIN seen ON seen.id = k.id
LEFT JOIN added a ON a.identity = w.identity
ORDER BY w.ord`;
