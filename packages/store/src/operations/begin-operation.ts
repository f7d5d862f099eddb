import type { Queryable } from '@pgwatch-heroku/shared';
import type { OperationKind, OperationStep } from './operation.js';

export interface OperationStart {
  kind: OperationKind;
  subject: string;
  params: Record<string, string>;
  /** DYNO of the process that works on it. */
  dyno: string | undefined;
}

/** Begins an operation, or goes on with one of the same kind and subject that has not ended. */
export async function beginOperation(
  db: Queryable,
  { kind, subject, params, dyno }: OperationStart,
): Promise<{ id: number; steps: OperationStep[] }> {
  const { rows } = await db.query<{ id: number; steps: OperationStep[] }>(
    `INSERT INTO pgwatch2.operation (kind, subject, params, dyno) VALUES ($1, $2, $3, $4)
     ON CONFLICT (kind, subject) WHERE ended_at IS NULL DO UPDATE
       SET state = 'running', error = NULL, hint = NULL, params = excluded.params, dyno = excluded.dyno, updated_at = now()
     RETURNING id, steps`,
    [kind, subject, JSON.stringify(params), dyno ?? null],
  );
  const row = rows[0];
  if (!row) throw new Error('an operation was not recorded');
  return row;
}
