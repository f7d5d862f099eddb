import type { Queryable } from '@pgwatch-heroku/shared';

const gigabyte = 1024 ** 3;

/**
 * Size of Heroku's plans by the connections that they allow. Essential-0 and Essential-1 allow 20 both: the smaller one
 * counts, so that nothing fills up, and the log says how to use the rest.
 */
const planBytes: Readonly<Record<number, number>> = { 20: gigabyte, 40: 32 * gigabyte, 120: 64 * gigabyte };

/** The room of this database's plan as far as it can be told from within; undefined where it is not one of Heroku's. */
export async function guessBudget(db: Queryable): Promise<number | undefined> {
  const { rows } = await db.query<{ connections: string | null }>(
    `SELECT min(v)::text AS connections FROM (
       SELECT rolconnlimit AS v FROM pg_catalog.pg_roles WHERE rolname = current_user
       UNION ALL SELECT datconnlimit FROM pg_catalog.pg_database WHERE datname = current_database()
       UNION ALL SELECT current_setting('max_connections')::int
     ) limits WHERE v > 0`,
  );
  return planBytes[Number(rows[0]?.connections)];
}
