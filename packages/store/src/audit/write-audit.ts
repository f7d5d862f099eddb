import type { Queryable } from '@pgwatch-heroku/shared';
import { pruneAudit } from './prune-audit.js';

/** Who makes a change. */
export interface Actor {
  user: string;
  /** `discovery`: nobody, a database of a server appeared or vanished. */
  via: 'session' | 'token' | 'discovery';
}

export interface AuditEntry {
  /** Verb and noun: `update-source`. */
  action: string;
  /** Name of what is changed. */
  target: string;
  /** What it was and what it is, as far as it differs; never a secret. */
  before?: Record<string, unknown> | undefined;
  after?: Record<string, unknown> | undefined;
}

/** Records a change, in the transaction that makes it. Of both sides only what differs is kept. Old entries go. */
export async function writeAudit(client: Queryable, actor: Actor, entry: AuditEntry): Promise<void> {
  const { before, after } = onlyDifferent(entry.before, entry.after);
  const { rows } = await client.query<{ id: string }>(
    'INSERT INTO pgwatch2.audit (actor, via, action, target, before, after) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id::text',
    [actor.user, actor.via, entry.action, entry.target, toJson(before), toJson(after)],
  );
  await pruneAudit(client, Number(rows[0]?.id));
}

function onlyDifferent(before: AuditEntry['before'], after: AuditEntry['after']) {
  if (!before || !after) return { before, after };
  const keys = Object.keys(after).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  const pick = (values: Record<string, unknown>) => Object.fromEntries(keys.map((key) => [key, values[key] ?? null]));
  return { before: pick(before), after: pick(after) };
}

const toJson = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
