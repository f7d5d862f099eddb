import type { Queryable } from '@pgwatch-heroku/shared';

const gigabyte = 1024 ** 3;

/**
 * Size of Heroku's plans by the connections that they allow. Essential-0 and Essential-1 allow 20 both: the smaller one
 * counts, so that nothing fills up, and the log says how to use the rest. Those above Standard-2 do not differ in it.
 */
const plans = [
  { connections: 20, name: 'Essential-0', bytes: gigabyte },
  { connections: 40, name: 'Essential-2', bytes: 32 * gigabyte },
  { connections: 120, name: 'Standard-0, Premium-0 or Private-0', bytes: 64 * gigabyte },
  { connections: 400, name: 'Standard-2 or larger', bytes: 256 * gigabyte },
] as const;

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
  const limits = rows.map(({ connections }) => Number(connections));
  // In the order of their size.
  return plans.find(({ connections }) => limits.includes(connections))?.bytes;
}

/** What a budget was guessed from, in words. */
export function guessWords(budgetBytes: number): string {
  const plan = plans.find(({ bytes }) => bytes === budgetBytes);
  return plan ? `${plan.connections} connections, as ${plan.name}` : 'the number of its connections';
}
