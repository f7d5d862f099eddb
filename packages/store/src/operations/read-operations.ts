import type { Queryable } from '@pgwatch-heroku/shared';
import type { Operation } from './operation.js';
import { operationLeaseSql } from './operation-lease.js';

/** The newest operations, those that have not ended first. */
export async function readOperations(db: Queryable, { limit = 20 } = {}): Promise<Operation[]> {
  const operations = await read(db, limit);
  // Locks are seen as they are, rows as they were when the statement began: one that ended in between looks cut off.
  return operations.some(({ state, isLeased }) => state === 'running' && !isLeased) ? read(db, limit) : operations;
}

async function read(db: Queryable, limit: number): Promise<Operation[]> {
  const { rows } = await db.query<Operation>(
    `SELECT o.id, o.kind, o.subject, o.params, o.state, o.steps, o.error, o.hint, o.dyno, o.started_at AS "startedAt",
       o.updated_at AS "updatedAt", o.ended_at AS "endedAt",
       EXISTS (SELECT 1 FROM pg_catalog.pg_locks l WHERE ${operationLeaseSql}) AS "isLeased"
     FROM pgwatch2.operation o
     ORDER BY o.ended_at IS NOT NULL, o.started_at DESC, o.id DESC LIMIT $1`,
    [limit],
  );
  return rows;
}
