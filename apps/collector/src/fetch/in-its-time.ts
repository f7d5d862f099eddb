import type { MetricPlan } from './metric-plan.js';
import { defaultStatementTimeoutMs, type SourceSession } from './session.js';
import { setStatementTimeoutSql } from './sql/session.js';

/** Asks with a time-out of its own on the server; afterwards, and after whatever people's SQL did, all is as before. */
export async function inItsTime<T>(
  session: SourceSession,
  { isForeign, timeoutMs }: Pick<MetricPlan, 'isForeign' | 'timeoutMs'>,
  ask: () => Promise<T>,
): Promise<T> {
  if (isForeign) return session.contained(ask, timeoutMs);
  const isOverridden = timeoutMs !== defaultStatementTimeoutMs;
  if (isOverridden) await session.query(setStatementTimeoutSql(timeoutMs));
  try {
    return await ask();
  } finally {
    if (isOverridden && session.isOpen) await session.query(setStatementTimeoutSql(defaultStatementTimeoutMs));
  }
}
