import type { Queryable } from '@pgwatch-heroku/shared';
import type { OperationState, OperationStep } from './operation.js';

export interface OperationRecord {
  state: OperationState;
  steps: readonly OperationStep[];
  /** Why it failed and what to do; without secrets. */
  error?: string | undefined;
  hint?: string | undefined;
}

/** Writes down how far an operation is. One that has ended stays as it ended. */
export async function recordOperation(db: Queryable, id: number, record: OperationRecord): Promise<void> {
  const { state, steps, error, hint } = record;
  await db.query(
    `UPDATE pgwatch2.operation SET state = $2, steps = $3, error = $4, hint = $5, updated_at = now(),
       ended_at = CASE WHEN $2 IN ('done', 'failed') THEN now() END
     WHERE id = $1 AND ended_at IS NULL`,
    [id, state, JSON.stringify(steps), error ?? null, hint ?? null],
  );
}
