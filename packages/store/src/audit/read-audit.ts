import type { Queryable } from '@pgwatch-heroku/shared';
import type { Actor } from './write-audit.js';

export interface AuditRow {
  /** Ascending with time. */
  id: number;
  at: Date;
  actor: string;
  via: Actor['via'];
  action: string;
  target: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

export interface AuditFilter {
  /** Only what is older than the entry with this id. */
  beforeId?: number | undefined;
  target?: string | undefined;
  actor?: string | undefined;
  limit: number;
}

/** What was changed, the latest first; one more than the limit, where there are more. */
export async function readAudit(db: Queryable, { beforeId, target, actor, limit }: AuditFilter): Promise<AuditRow[]> {
  const { rows } = await db.query<AuditRow>(
    `SELECT id::float8 AS id, at, actor, via, action, target, before, after FROM pgwatch2.audit
     WHERE ($1::int8 IS NULL OR id < $1) AND ($2::text IS NULL OR target = $2) AND ($3::text IS NULL OR actor = $3)
     ORDER BY id DESC LIMIT $4::int + 1`,
    [beforeId ?? null, target ?? null, actor ?? null, limit],
  );
  return rows;
}
