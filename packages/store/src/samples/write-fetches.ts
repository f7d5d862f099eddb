import { codeOf, messageOf, type Queryable } from '@pgwatch-heroku/shared';
import { inTransaction } from '../in-transaction.js';
import type { Fetch } from '../types.js';
import { dayMs, startOfDay } from './days.js';
import { ensurePartitions } from './ensure-partitions.js';
import { insertFetches } from './insert-fetches.js';

export interface WriteOptions {
  /** Ticks before this many days ago are not stored. Default 14. */
  retentionDays?: number;
  now?: Date;
}

export interface WriteResult {
  written: number;
  /** Were there already: this is a retry, or another collector was faster. */
  duplicates: number;
  /** Ticks outside the retention; dropped. */
  tooOld: number;
  /** Fetches that the database refuses and always will; they were left out so that the others could be stored. */
  failed: { fetch: Fetch; reason: string }[];
}

/** A tick further ahead than this comes from a wrong clock; partitions for it would lie around for years. */
const futureMs = 2 * dayMs;

/**
 * Stores fetches in one transaction, each at most once, however often it is tried: the key is source and tick. A day
 * that has no partition yet gets one on the way. `client` has to be one connection, not a pool.
 *
 * @throws whatever makes it worth trying again, and 42P01 or 42703 where ensureMetricTable was not called before.
 */
export async function writeFetches(
  client: Queryable,
  fetches: readonly Fetch[],
  { retentionDays = 14, now = new Date() }: WriteOptions = {},
): Promise<WriteResult> {
  const oldest = startOfDay(new Date(now.getTime() - retentionDays * dayMs)).getTime();
  const fresh = fetches.filter(({ tick }) => !(tick.getTime() < oldest));
  const result: WriteResult = { written: 0, duplicates: 0, tooOld: fetches.length - fresh.length, failed: [] };
  const usable = fresh.filter((fetch) => {
    const isUsable = fetch.tick.getTime() < now.getTime() + futureMs;
    if (!isUsable) result.failed.push({ fetch, reason: `its tick is not a time of now: ${String(fetch.tick)}` });
    return isUsable;
  });
  if (usable.length === 0) return result;
  // Always in the same order: two collectors that write the same rows then wait for each other and never deadlock.
  usable.sort(
    (a, b) =>
      Number(a.metric > b.metric) - Number(a.metric < b.metric) ||
      a.sourceId - b.sourceId ||
      a.tick.getTime() - b.tick.getTime(),
  );
  try {
    const insert = () => insertFetches(client, usable);
    // One statement is a transaction by itself: two round trips less, a third of what a single fetch costs.
    const isOneStatement = usable.length === 1;
    result.written = await withPartitions(
      client,
      usable,
      isOneStatement ? insert : () => inTransaction(client, insert),
    );
  } catch (error) {
    if (!isBadValue(error)) throw error;
    result.written = await withPartitions(client, usable, () =>
      inTransaction(client, () => insertOneByOne(client, usable, result.failed)),
    );
  }
  const refused = result.failed.filter(({ fetch }) => usable.includes(fetch)).length;
  result.duplicates = usable.length - refused - result.written;
  return result;
}

/** 23514 is a row without a partition; no table of ours has a CHECK. */
async function withPartitions(client: Queryable, fetches: Fetch[], write: () => Promise<number>): Promise<number> {
  try {
    return await write();
  } catch (error) {
    if (codeOf(error) !== '23514') throw error;
  }
  const days = new Map<string, { tick: Date; metric: string }>();
  for (const { tick, metric } of fetches) days.set(`${metric} ${startOfDay(tick).getTime()}`, { tick, metric });
  for (const { tick, metric } of days.values()) {
    await ensurePartitions(client, { from: tick, to: tick, metrics: [metric] });
  }
  return write();
}

async function insertOneByOne(client: Queryable, fetches: Fetch[], failed: WriteResult['failed']): Promise<number> {
  let written = 0;
  const refused: WriteResult['failed'] = [];
  for (const fetch of fetches) {
    await client.query('SAVEPOINT before_fetch');
    try {
      written += await insertFetches(client, [fetch]);
    } catch (error) {
      if (!isBadValue(error)) throw error;
      await client.query('ROLLBACK TO SAVEPOINT before_fetch');
      refused.push({ fetch, reason: messageOf(error) });
    }
    await client.query('RELEASE SAVEPOINT before_fetch');
  }
  failed.push(...refused);
  return written;
}

/** Class 22 data exception, 23502 a null that may not be, class 54 too big: the row is at fault and stays so. */
function isBadValue(error: unknown): boolean {
  const code = codeOf(error);
  return code !== undefined && (code.startsWith('22') || code.startsWith('54') || code === '23502');
}
