import type { Queryable } from '@pgwatch-heroku/shared';

/** A monitored attachment, as discoverAttachments() of the shared package finds it. */
export interface AttachedSource {
  alias: string;
  variable: string;
  sameAs: string[];
}

/**
 * Makes the attached sources those of the environment: new ones are added, one whose variable is gone is paused with
 * its history kept, one that is back goes on. Sources that were added by URL are left alone. Identity is the alias.
 *
 * @returns what changed: `SALES added`, `SALES detached`, `SALES attached again`.
 */
export async function syncAttachedSources(
  db: Queryable,
  attachments: readonly AttachedSource[],
): Promise<{ changed: string[] }> {
  const { rows } = await db.query<{ name: string; change: string }>(syncSql, [
    JSON.stringify(attachments.map(({ alias, variable, sameAs }) => ({ alias, variable, same_as: sameAs }))),
  ]);
  return { changed: rows.map(({ name, change }) => `${name} ${change}`) };
}

// One statement, so that it is all or nothing on a pool as well. Comparing before writing keeps the usual call, which
// changes nothing, from taking any lock.
const syncSql = `
WITH attached AS (
  SELECT r.alias, r.variable, r.same_as
  FROM jsonb_to_recordset($1::jsonb) AS r (alias text, variable text, same_as text[])
), before AS (
  SELECT s.id, s.name, s.variable, s.same_as, s.detached_at FROM pgwatch2.source s WHERE s.variable IS NOT NULL
), detached AS (
  UPDATE pgwatch2.source s SET detached_at = now()
  FROM before b
  WHERE s.id = b.id AND b.detached_at IS NULL AND NOT EXISTS (SELECT 1 FROM attached a WHERE a.alias = b.name)
  RETURNING s.name, 'detached' AS change
), upserted AS (
  INSERT INTO pgwatch2.source AS s (name, variable, same_as)
  SELECT a.alias, a.variable, a.same_as FROM attached a
  WHERE NOT EXISTS (SELECT 1 FROM before b WHERE b.name = a.alias AND b.variable = a.variable
    AND b.same_as = a.same_as AND b.detached_at IS NULL)
  ORDER BY a.alias
  ON CONFLICT (name) DO UPDATE
    SET variable = excluded.variable, same_as = excluded.same_as, detached_at = NULL,
      -- Whoever attaches it again wants it monitored again.
      is_enabled = s.is_enabled OR s.deleted_at IS NOT NULL, deleted_at = NULL, is_purged = false
    WHERE s.variable IS NOT NULL
  RETURNING s.name
)
SELECT name, change FROM detached
UNION ALL
SELECT u.name, CASE WHEN b.id IS NULL THEN 'added' WHEN b.detached_at IS NOT NULL THEN 'attached again'
  ELSE 'changed' END
FROM upserted u LEFT JOIN before b USING (name)
ORDER BY 1`;
