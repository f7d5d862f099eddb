import type { Pool } from '@pgwatch-heroku/shared';
import * as sql from '../sql/load.js';
import { accountsPerBranch, tellersPerBranch } from '../sql/schema.js';

const upTo = (count: number) => 1 + Math.floor(Math.random() * count);

/** One TPC-B-like transaction: money moves on an account, through a teller of a branch, and is recorded. */
export async function runTransaction(pool: Pool, branches: number): Promise<void> {
  const aid = upTo(branches * accountsPerBranch);
  const tid = upTo(branches * tellersPerBranch);
  const bid = upTo(branches);
  const delta = upTo(10_001) - 5_001;
  const client = await pool.connect();
  let failure: unknown;
  try {
    await client.query(sql.beginSql);
    await client.query(sql.updateAccountSql, [delta, aid]);
    await client.query(sql.readAccountSql, [aid]);
    await client.query(sql.updateTellerSql, [delta, tid]);
    await client.query(sql.updateBranchSql, [delta, bid]);
    await client.query(sql.insertHistorySql, [tid, bid, aid, delta]);
    await client.query(sql.commitSql);
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    // A connection whose transaction broke is not worth repairing.
    client.release(failure !== undefined);
  }
}
