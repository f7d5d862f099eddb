import type { Queryable } from '@pgwatch-heroku/shared';

/** First keys of our advisory locks, "pgw1" and "pgw2" as bytes; the second key is the slot or the id of the source. */
const slotClass = 0x70_67_77_31;
const sourceClass = 0x70_67_77_32;
/** Told to all lease sessions when something became free or somebody joined. */
const channel = 'pgwatch2_leases';

/** Start of a lease session's application_name; the dyno's name follows. */
export const leaseApplicationPrefix = 'pgwatch-heroku lease ';

/** Who holds what, at one moment, by backend of the Collector DB. */
export interface LeaseView {
  slots: ReadonlyMap<number, { pid: number }>;
  sources: ReadonlyMap<number, { pid: number }>;
}

/**
 * Makes a connection one that holds leases: session advisory locks, gone the moment that the session is. The server
 * itself ends a session that was silent for `idleMs`, also where TCP sees nothing wrong; the rest covers an answer that
 * does not get through.
 *
 * @returns the pid of its backend.
 */
export async function openLeaseSession(client: Queryable, { idleMs }: { idleMs: number }): Promise<number> {
  await client.query(
    `SET idle_session_timeout = ${Math.trunc(idleMs)}; SET tcp_user_timeout = ${Math.trunc(idleMs)};
     SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 2; LISTEN ${channel}`,
  );
  const { rows } = await client.query<{ pid: string }>('SELECT pg_backend_pid()::text AS pid');
  return Number(rows[0]?.pid);
}

/** Also the sign of life: one message without parameters, so that a session is never cut in the middle of one. */
export async function readLeases(client: Queryable): Promise<LeaseView> {
  const { rows } = await client.query<{ class: string; key: string; pid: string }>(
    `SELECT classid::text AS class, objid::text AS key, pid::text FROM pg_locks
     WHERE locktype = 'advisory' AND objsubid = 2 AND granted AND classid IN (${slotClass}, ${sourceClass})
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  const of = (wanted: number) =>
    new Map(
      rows
        .filter((row) => Number(row.class) === wanted)
        .map(({ key, pid }) => [Number(key), { pid: Number(pid) }] as const),
    );
  return { slots: of(slotClass), sources: of(sourceClass) };
}

/** Makes this session the one of a slot; there is one per dyno name. @returns whether it was free. */
export async function takeSlot(client: Queryable, slot: number): Promise<boolean> {
  const { rows } = await client.query<{ taken: string }>(
    'SELECT pg_try_advisory_lock($1::int, $2::int)::text AS taken',
    [slotClass, slot],
  );
  const isTaken = rows[0]?.taken === 'true';
  if (isTaken) await client.query(`NOTIFY ${channel}`);
  return isTaken;
}

/** @returns those of the sources that were free and now belong to this session. */
export async function takeSources(client: Queryable, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const { rows } = await client.query<{ id: string }>(
    'SELECT id::text FROM unnest($2::int[]) AS id WHERE pg_try_advisory_lock($1::int, id)',
    [sourceClass, ids],
  );
  return rows.map(({ id }) => Number(id));
}

/** Gives sources back and tells the others at once. */
export async function giveSourcesBack(client: Queryable, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await client.query('SELECT pg_advisory_unlock($1::int, id) FROM unnest($2::int[]) AS id', [sourceClass, ids]);
  await client.query(`NOTIFY ${channel}`);
}

/** Gives everything back: the end of a dyno that goes in order. */
export async function giveAllBack(client: Queryable): Promise<void> {
  await client.query(`SELECT pg_advisory_unlock_all(); NOTIFY ${channel}`);
}

/**
 * Ends an earlier session of the same process that the server still believes in, and takes its slot. Only one that holds
 * the slot is ended: a pid alone may be somebody else's by now. Both in one message, so that this session is the next in
 * line when the other ends, and nobody sees the slot empty. Waits as long as the connection's statement_timeout.
 */
export async function replaceLeaseSession(
  client: Queryable,
  { pid, slot }: { pid: number; slot: number },
): Promise<void> {
  await client.query(
    `SELECT pg_terminate_backend(pid) FROM pg_locks
     WHERE locktype = 'advisory' AND objsubid = 2 AND granted AND classid = ${slotClass} AND objid = ${Math.trunc(slot)}
       AND pid = ${Math.trunc(pid)} AND database = (SELECT oid FROM pg_database WHERE datname = current_database());
     SELECT pg_advisory_lock(${slotClass}, ${Math.trunc(slot)})`,
  );
}

/** Which dyno fetches which source right now, for people to see; by id of the source. */
export async function listLeases(db: Queryable): Promise<{ sourceId: number; dyno: string }[]> {
  const { rows } = await db.query<{ id: string; dyno: string }>(
    `SELECT l.objid::text AS id, substr(a.application_name, ${leaseApplicationPrefix.length + 1}) AS dyno
     FROM pg_locks l JOIN pg_stat_activity a USING (pid)
     WHERE l.locktype = 'advisory' AND l.objsubid = 2 AND l.granted AND l.classid = ${sourceClass}
       AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
     ORDER BY l.objid`,
  );
  return rows.map(({ id, dyno }) => ({ sourceId: Number(id), dyno }));
}
