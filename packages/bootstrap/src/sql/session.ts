import { type Client, type Queryable, withDeadline } from '@pgwatch-heroku/shared';

/** Any constant will do: it is ours alone in a database of ours, and improbable in a monitored one ("pgw" "boot"). */
const bootstrapLock = '8100668246913511284';
/** Above the connection's lock_timeout: the first thing that is asked also finds servers that froze after the login. */
const answerMs = 20_000;

/** Waits for the database's bootstrap lock; the end of the connection gives it back, however it ends. */
export async function takeBootstrapLock(client: Client): Promise<void> {
  const taken = client.query('SELECT pg_catalog.pg_advisory_lock($1::bigint)', [bootstrapLock]);
  await withDeadline(taken, answerMs, 'the bootstrap lock');
  // From here on a wait holds up whoever queues behind us, the running collector above all: soon given up, tried again.
  await client.query("SET lock_timeout = '3s'");
}

export interface SessionFacts {
  role: string;
  database: string;
  versionNum: number;
}

/** Who we are and where. */
export async function readSessionFacts(db: Queryable): Promise<SessionFacts> {
  const { rows } = await db.query<SessionFacts>(
    `SELECT current_user::text AS role, pg_catalog.current_database()::text AS database,
            pg_catalog.current_setting('server_version_num')::int AS "versionNum"`,
  );
  return rows[0] as SessionFacts;
}
