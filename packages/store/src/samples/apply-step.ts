import { type Queryable, quoteIdentifier as q } from '@pgwatch-heroku/shared';
import { inTransaction } from '../in-transaction.js';
import { tryHistoryLock, withMetricLock } from './ddl-lock.js';
import type { HistoryCut } from './history.js';
import { listPartitions } from './list-partitions.js';
import { partitionName } from './partition-name.js';
import { partitionStorage } from './partition-storage.js';
import { type HistoryStep, planStep } from './plan-step.js';
import { readShape } from './read-shape.js';
import { thinSql } from './thin-sql.js';

export interface StepContext {
  metric: string;
  cut: HistoryCut;
  now: Date;
  peaks: readonly string[];
  isShared: boolean;
}

/** Whoever waits for a table has everybody else queue up behind it. */
const shortLockWait = "SET LOCAL lock_timeout = '1s'";

/** Exists between the two halves of a step only; what an interrupted one left behind is replaced. */
const checkName = 'pgwatch2_bounds';

/**
 * Does one step in one transaction: readers see the partition as it was, or what became of it, never both and never
 * neither. Whatever stops it half-way, the next one finds everything as it was.
 *
 * The parent is locked for as long as it takes to write what is left of one partition. Nobody waits longer than a
 * second for that lock, because everybody else would have to wait behind.
 *
 * @returns `stale` when it no longer is the next step, `busy` when another process is at it.
 * @throws 55P03 or 40P01 where a reader or writer has the metric.
 */
export async function applyStep(
  client: Queryable,
  step: HistoryStep,
  context: StepContext,
): Promise<'done' | 'stale' | 'busy'> {
  const { metric } = context;
  const outcome = await tryHistoryLock(client, metric, async () => {
    if (!(await isNext(client, step, context))) return 'stale';
    if (step.kind === 'thin' && step.into) await promiseBounds(client, step.into.name, step);
    return withMetricLock(client, metric, async () => {
      await client.query(shortLockWait);
      await client.query(`LOCK TABLE ONLY samples.${q(metric)} IN ACCESS EXCLUSIVE MODE`);
      // A late row may have made a partition beside it.
      if (!(await isNext(client, step, context))) return 'stale';
      if (step.kind === 'drop') await client.query(`DROP TABLE samples.${q(step.partition.name)}`);
      else await thin(client, step, context);
      return 'done';
    });
  });
  return outcome ?? 'busy';
}

async function isNext(client: Queryable, step: HistoryStep, { metric, cut, now }: StepContext): Promise<boolean> {
  const next = planStep(await listPartitions(client, metric), cut, now);
  return JSON.stringify(next) === JSON.stringify(step);
}

/**
 * Proves ahead that a partition fits its later bounds, without keeping anybody from reading or writing it: ATTACH would
 * look at every row while it locks them all out.
 */
async function promiseBounds(client: Queryable, name: string, { from, to }: { from: Date; to: Date }): Promise<void> {
  const table = `samples.${q(name)}`;
  // One transaction each: the first one's lock keeps readers out, the second reads every row.
  for (const action of [
    `DROP CONSTRAINT IF EXISTS ${checkName}, ADD ${boundsCheck(from, to)} NOT VALID`,
    `VALIDATE CONSTRAINT ${checkName}`,
  ]) {
    await inTransaction(client, async () => {
      await client.query(shortLockWait);
      await client.query(`ALTER TABLE ${table} ${action}`);
    });
  }
}

async function thin(
  client: Queryable,
  step: Extract<HistoryStep, { kind: 'thin' }>,
  { metric, peaks, isShared }: StepContext,
): Promise<void> {
  const { partition, into, from, to, tier, slotSeconds } = step;
  const shape = await readShape(client, metric);
  if (!shape) return;
  const parent = `samples.${q(metric)}`;
  const target = into?.name ?? partitionName(metric, tier, from);
  if (into) {
    await client.query(`ALTER TABLE ${parent} DETACH PARTITION samples.${q(target)}`);
  } else {
    await client.query(
      `CREATE TABLE samples.${q(target)} (LIKE ${parent} INCLUDING ALL, ${boundsCheck(from, to)})
       WITH (${partitionStorage})`,
    );
  }
  await client.query(thinSql({ from: partition.name, to: target, shape, slotSeconds, peaks, isShared }));
  await client.query(`DROP TABLE samples.${q(partition.name)}`);
  await client.query(
    `ALTER TABLE ${parent} ATTACH PARTITION samples.${q(target)}
     FOR VALUES FROM ('${from.toISOString()}') TO ('${to.toISOString()}')`,
  );
  await client.query(`ALTER TABLE samples.${q(target)} DROP CONSTRAINT ${checkName}`);
}

const boundsCheck = (from: Date, to: Date) =>
  `CONSTRAINT ${checkName} CHECK (time >= '${from.toISOString()}' AND time < '${to.toISOString()}')`;
