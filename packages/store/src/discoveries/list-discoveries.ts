import type { Queryable } from '@pgwatch-heroku/shared';
import type { Discovery } from './discovery.js';

export interface DiscoveryStatus extends Omit<Discovery, 'id' | 'sealedUrl'> {
  /** null before the first. */
  ranAt: Date | null;
  nextRunAt: Date;
  /** Why the last run came to nothing. */
  error: string | null;
  hint: string | null;
  /** Names of its sources, those that are paused as vanished, and databases that are left alone. */
  sources: string[];
  vanished: string[];
  leftAlone: string[];
}

/** Every discovery by name, or the one of this name. */
export async function listDiscoveries(db: Queryable, name?: string): Promise<DiscoveryStatus[]> {
  const { rows } = await db.query<DiscoveryStatus>(
    `SELECT d.name, d.include, d.exclude, d.settings, d.ran_at AS "ranAt", d.next_run_at AS "nextRunAt", d.error, d.hint,
       f.sources, f.vanished, f.left_alone AS "leftAlone"
     FROM pgwatch2.discovery d
     CROSS JOIN LATERAL (
       SELECT coalesce(array_agg(s.name ORDER BY s.name) FILTER (WHERE s.id IS NOT NULL), '{}') AS sources,
         coalesce(array_agg(s.name ORDER BY s.name) FILTER (WHERE s.vanished_at IS NOT NULL), '{}') AS vanished,
         coalesce(array_agg(f.database ORDER BY f.database) FILTER (WHERE s.id IS NULL), '{}') AS left_alone
       FROM pgwatch2.discovered_database f
       LEFT JOIN pgwatch2.source s ON s.id = f.source_id AND s.deleted_at IS NULL
       WHERE f.discovery_id = d.id
     ) f
     WHERE $1::text IS NULL OR d.name = $1
     ORDER BY d.name`,
    [name ?? null],
  );
  return rows;
}
