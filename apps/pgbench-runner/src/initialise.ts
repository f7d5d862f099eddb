import type { Client, Logger } from '@pgwatch-heroku/shared';
import { beginSql, commitSql, rollbackSql } from './sql/load.js';
import * as sql from './sql/schema.js';

/** What a branch's rows and index take, measured on PostgreSQL 17, rounded up. */
const megabytesPerBranch = 16;

export interface TableOptions {
  /** Branches of 100,000 accounts that are asked for. */
  scale: number;
  maxMegabytes: number;
}

export interface Extent {
  branches: number;
}

/**
 * Makes the sample tables unless they are there and complete. All in one transaction under a lock, so that whatever
 * happens there are either all rows or none. The scale is cut to what leaves half of the allowed size to the load.
 */
export async function initialise(client: Client, options: TableOptions, log: Logger): Promise<Extent> {
  const present = await completeExtent(client);
  if (present) return present;
  await client.query(beginSql);
  try {
    await client.query(sql.initLockSql);
    const made = await completeExtent(client);
    if (!made) {
      const scale = Math.max(1, Math.min(options.scale, Math.floor(options.maxMegabytes / 2 / megabytesPerBranch)));
      log.info({ event: 'init', scale }, `making the sample tables, ${scale} x 100,000 accounts`);
      await client.query(sql.dropTablesSql);
      await client.query(sql.createTablesSql);
      await client.query(sql.fillBranchesSql, [scale]);
      await client.query(sql.fillTellersSql, [scale]);
      await client.query(sql.fillAccountsSql, [scale]);
      await client.query(sql.indexAccountsSql);
      await client.query(sql.analyzeSql);
    }
    await client.query(commitSql);
    return (await completeExtent(client)) ?? { branches: 1 };
  } catch (error) {
    await client.query(rollbackSql).catch(() => undefined);
    throw error;
  }
}

async function completeExtent(client: Client): Promise<Extent | undefined> {
  const { rows } = await client.query(sql.presentTablesSql, [sql.tables]);
  if (rows[0]?.tables !== sql.tables.length) return undefined;
  const { branches, tellers, accounts } = (await client.query(sql.extentSql)).rows[0] ?? {};
  const isComplete =
    branches > 0 && tellers === branches * sql.tellersPerBranch && accounts === branches * sql.accountsPerBranch;
  return isComplete ? { branches } : undefined;
}
