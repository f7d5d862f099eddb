import type { Queryable } from '@pgwatch-heroku/shared';

/** Another one after every change that somebody made in the UI: cheap to ask for, every few seconds. */
export async function readConfigurationStamp(db: Queryable): Promise<string> {
  const { rows } = await db.query<{ stamp: string }>(`SELECT coalesce(max(id), 0)::text AS stamp FROM pgwatch2.audit`);
  return rows[0]?.stamp ?? '0';
}
