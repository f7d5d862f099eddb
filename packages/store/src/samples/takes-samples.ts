import type { Queryable } from '@pgwatch-heroku/shared';

/**
 * Whether the store lets us insert at all: Heroku takes that right, in every table at once, from a database that has been
 * larger than its plan for too long (https://devcenter.heroku.com/articles/heroku-postgres-over-plan-capacity). Told by
 * the table of series, which every collector must be able to add to.
 */
export async function takesSamples(client: Queryable): Promise<boolean> {
  const { rows } = await client.query<{ takes: boolean }>(
    "SELECT has_table_privilege('pgwatch2.series', 'INSERT') AS takes",
  );
  return rows[0]?.takes ?? true;
}
