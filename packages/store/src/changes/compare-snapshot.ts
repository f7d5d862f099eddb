import type { Queryable } from '@pgwatch-heroku/shared';

/** Everything of some kinds that a source had at a tick. */
export interface Snapshot {
  sourceId: number;
  tick: Date;
  kinds: readonly string[];
  /**
   * Array literal with an object of JSON per kind: `{"<identity as JSON>": <state, null when it could not be seen>}`;
   * null for a kind that could not be listed.
   */
  objects: string;
}

export interface ObjectEvent {
  kind: string;
  event: 'create' | 'alter' | 'drop';
  /** Names as the source gave them, tags with `tag_`. */
  values: Record<string, string | null>;
}

/** Two dynos that overlap may hold a snapshot of the same source at once. */
const lockSpace = 20_261_123;

/**
 * What differs from the snapshot before, which this one takes the place of. The first of a kind has nothing to differ
 * from; one that is not newer changes nothing. Has to run in a transaction with whatever is made of the events.
 */
export async function compareSnapshot(
  client: Queryable,
  { sourceId, tick, kinds, objects }: Snapshot,
): Promise<ObjectEvent[]> {
  await client.query('SELECT pg_advisory_xact_lock($1, $2)', [lockSpace, sourceId]);
  const { rows } = await client.query<{ kind: string; event: ObjectEvent['event']; values: string }>(compareSql, [
    sourceId,
    tick,
    kinds,
    objects,
  ]);
  return rows.map(({ kind, event, values }) => ({
    kind,
    event,
    values: JSON.parse(values) as Record<string, string | null>,
  }));
}

const compareSql = `
WITH given AS MATERIALIZED (
  SELECT g.kind, g.objects::jsonb AS objects
  FROM unnest($3::text[], $4::text[]) AS g (kind, objects)
  WHERE g.objects IS NOT NULL
), pair AS MATERIALIZED (
  SELECT g.kind, g.objects AS given, w.objects AS known
  FROM given g
  LEFT JOIN pgwatch2.watched_objects w ON w.source_id = $1::int AND w.kind = g.kind
  WHERE w.tick IS NULL OR (w.tick < $2::timestamptz AND w.objects <> g.objects)
), difference AS (
  SELECT p.kind, d.*
  FROM pair p
  CROSS JOIN LATERAL (
    SELECT
      coalesce(g.key, k.key) AS identity,
      CASE WHEN k.key IS NULL THEN 'create' WHEN g.key IS NULL THEN 'drop' ELSE 'alter' END AS event,
      coalesce(g.value, k.value) AS state
    FROM jsonb_each(p.given) g
    FULL JOIN jsonb_each(p.known) k ON k.key = g.key
    WHERE g.value IS DISTINCT FROM k.value
      -- It is there and could not be looked at: what was known of it stays.
      AND g.value IS DISTINCT FROM 'null'::jsonb
  ) d
  WHERE p.known IS NOT NULL
), seen AS (
  SELECT p.kind, coalesce((
    SELECT jsonb_object_agg(g.key, CASE WHEN g.value = 'null' THEN k.value ELSE g.value END)
    FROM jsonb_each(p.given) g
    LEFT JOIN jsonb_each(p.known) k ON k.key = g.key
    WHERE g.value <> 'null' OR k.key IS NOT NULL
  ), '{}') AS objects
  FROM pair p
), saved AS (
  INSERT INTO pgwatch2.watched_objects AS w (source_id, kind, tick, objects)
  SELECT $1::int, s.kind, $2::timestamptz, s.objects FROM seen s
  ON CONFLICT (source_id, kind) DO UPDATE SET tick = excluded.tick, objects = excluded.objects
)
SELECT d.kind, d.event, (d.identity::jsonb || d.state)::text AS "values"
FROM difference d
ORDER BY d.kind, d.identity`;
