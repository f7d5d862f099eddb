import type { Queryable } from '@pgwatch-heroku/shared';
import { type Discovery, discoveryColumns } from './discovery.js';

/** A database that was just created waits no longer, and a server hardly notices one connection in so long. */
const everyMinutes = 10;

/** Takes a discovery that is due, so that no other process does; undefined where none is. */
export async function takeDueDiscovery(db: Queryable): Promise<Discovery | undefined> {
  const { rows } = await db.query<Discovery>(
    `UPDATE pgwatch2.discovery SET next_run_at = now() + make_interval(mins => $1)
     WHERE id = (SELECT id FROM pgwatch2.discovery WHERE next_run_at <= now()
       ORDER BY next_run_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING ${discoveryColumns}`,
    [everyMinutes],
  );
  return rows[0];
}

/** Takes the discovery of this name though it may not be due; undefined where there is none. */
export async function takeDiscovery(db: Queryable, name: string): Promise<Discovery | undefined> {
  const { rows } = await db.query<Discovery>(
    `UPDATE pgwatch2.discovery SET next_run_at = now() + make_interval(mins => $1) WHERE name = $2
     RETURNING ${discoveryColumns}`,
    [everyMinutes, name],
  );
  return rows[0];
}
