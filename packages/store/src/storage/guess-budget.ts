import type { Queryable } from '@pgwatch-heroku/shared';

const gigabyte = 1024 ** 3;

/**
 * Size of Heroku's plans by the connections that they allow. Essential-0 and Essential-1 allow 20 both: the smaller one
 * counts, so that nothing fills up, and the log says how to use the rest. Those above Standard-2 do not differ in it.
 */
const planBytes: Readonly<Record<number, number>> = {
  20: gigabyte,
  40: 32 * gigabyte,
  120: 64 * gigabyte,
  400: 256 * gigabyte,
};

/**
 * The room of this database's plan as far as it can be told from within: the limit may be the role's, the database's or
 * the server's. Undefined where none of them is one of Heroku's.
 */
export async function guessBudget(db: Queryable): Promise<number | undefined> {
  const { rows } = await db.query<{ connections: string }>(
    `SELECT rolconnlimit::text AS connections FROM pg_catalog.pg_roles WHERE rolname = current_user
     UNION SELECT datconnlimit::text FROM pg_catalog.pg_database WHERE datname = current_database()
     UNION SELECT current_setting('max_connections')`,
  );
  const sizes = rows.map(({ connections }) => planBytes[Number(connections)]).filter((bytes) => bytes !== undefined);
  return sizes.length > 0 ? Math.min(...sizes) : undefined;
}
