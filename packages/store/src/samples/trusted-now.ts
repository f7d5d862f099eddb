import { type Queryable, quoteIdentifier as q } from '@pgwatch-heroku/shared';
import { inTransaction } from '../in-transaction.js';
import { dayMs } from './days.js';
import { listMetricTables } from './list-partitions.js';

/** The clock is believed so far past the newest row; after a long downtime history waits until there are new ones. */
const aheadOfRowsMs = dayMs;
/** A clock that went further than this since it was last read has leapt, or nobody has kept house for that long. */
const leapMs = 2 * dayMs;
/** A leap is believed when rows have been written with the new time for so long. */
const probationMs = dayMs;

/**
 * The time that ages are counted from: the earliest of the caller's clock, the database's clock, and a day past the
 * newest row. When even all three leap ahead, it stays where it was until they have stayed there for a day. So no wrong
 * clock makes history old; one that is right again within a day leaves no trace.
 *
 * `client` has to be one connection, not a pool.
 *
 * @param now the caller's clock.
 */
export async function trustedNow(client: Queryable, now: Date): Promise<Date> {
  const clock = await earlierNow(client, now);
  const newest = await newestTick(client, clock.getTime() - aheadOfRowsMs);
  const candidate = newest === undefined ? clock.getTime() : Math.min(clock.getTime(), newest + aheadOfRowsMs);
  return inTransaction(client, async () => {
    const { rows } = await client.query<{ trusted: string; leapt: string | null }>(
      `SELECT (extract(epoch FROM trusted_at) * 1000)::text AS trusted, (extract(epoch FROM leapt_to) * 1000)::text AS leapt
       FROM pgwatch2.storage_clock FOR UPDATE`,
    );
    const next = judge(candidate, rows[0] ? Number(rows[0].trusted) : undefined, rows[0]?.leapt);
    await client.query(
      `INSERT INTO pgwatch2.storage_clock (trusted_at, leapt_to) VALUES ($1, $2)
       ON CONFLICT (is_only) DO UPDATE SET trusted_at = excluded.trusted_at, leapt_to = excluded.leapt_to`,
      [new Date(next.trusted), next.leapt === null ? null : new Date(next.leapt)],
    );
    return new Date(Math.min(candidate, next.trusted));
  });
}

function judge(candidate: number, trusted: number | undefined, leaptText: string | null | undefined) {
  if (trusted === undefined || candidate <= trusted + leapMs) {
    return { trusted: Math.max(candidate, trusted ?? candidate), leapt: null };
  }
  const leapt = leaptText ? Math.min(Number(leaptText), candidate) : candidate;
  return candidate >= leapt + probationMs ? { trusted: candidate, leapt: null } : { trusted, leapt };
}

/** The earlier one of the caller's clock and the database's. */
async function earlierNow(db: Queryable, now: Date): Promise<Date> {
  const { rows } = await db.query<{ ms: string }>(
    'SELECT (extract(epoch FROM least(now(), $1::timestamptz)) * 1000)::text AS ms',
    [now],
  );
  return new Date(Number(rows[0]?.ms));
}

/** The newest tick of any metric; the first one after `enough` will do. */
async function newestTick(db: Queryable, enough: number): Promise<number | undefined> {
  const tables = (await listMetricTables(db)).map(({ metric }) => metric);
  // Written at every tick of every source, whatever its state: nearly always the only one that is looked at.
  tables.sort((a, b) => Number(b === 'instance_up') - Number(a === 'instance_up'));
  let newest: number | undefined;
  for (const metric of tables) {
    const { rows } = await db.query<{ ms: string | null }>(
      `SELECT (extract(epoch FROM max(newest.time)) * 1000)::text AS ms
       FROM pgwatch2.source s
       CROSS JOIN LATERAL (
         SELECT m.time FROM samples.${q(metric)} m WHERE m.source_id = s.id ORDER BY m.time DESC LIMIT 1
       ) newest`,
    );
    const ms = rows[0]?.ms;
    if (ms) newest = Math.max(newest ?? 0, Number(ms));
    if (newest !== undefined && newest >= enough) break;
  }
  return newest;
}
