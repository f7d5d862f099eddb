import type { Logger, Pool } from '@pgwatch-heroku/shared';
import * as sql from './sql/size.js';

const megabyte = 1024 * 1024;
const batchRows = 5_000;
/** Bounds one round, so that it never holds up the load. */
const maxBatches = 40;

/**
 * Keeps the sample tables below their allowed size: old history goes in batches, all of it when that is not enough.
 * Answers whether the load may write; when even an empty history leaves too much, only reading is left.
 */
export async function keepSize(
  pool: Pool,
  options: { keepHistorySeconds: number; maxMegabytes: number },
  log: Logger,
): Promise<{ mayWrite: boolean; megabytes: number }> {
  for (let batch = 0; batch < maxBatches; batch++) {
    const { rowCount } = await pool.query(sql.trimHistorySql, [options.keepHistorySeconds, batchRows]);
    if ((rowCount ?? 0) < batchRows) break;
  }
  let megabytes = await readMegabytes(pool);
  if (megabytes > options.maxMegabytes) {
    await pool.query(sql.emptyHistorySql);
    await pool.query(sql.vacuumSql);
    const before = megabytes;
    megabytes = await readMegabytes(pool);
    log.warn(
      { event: 'size-limit', beforeMegabytes: Math.round(before), megabytes: Math.round(megabytes) },
      `sample tables were at ${Math.round(before)} MB of ${options.maxMegabytes} MB: history emptied`,
    );
  }
  return { mayWrite: megabytes <= options.maxMegabytes, megabytes };
}

async function readMegabytes(pool: Pool): Promise<number> {
  const { rows } = await pool.query(sql.sizeSql);
  return Number(rows[0]?.bytes) / megabyte;
}
