import type { Queryable } from '@pgwatch-heroku/shared';

/** Which of these metrics have a table of samples already; a metric gets its own with its first fetch. */
export async function readExistingMetrics(db: Queryable, metrics: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ metric: string }>(
    `SELECT metric FROM unnest($1::text[]) metric WHERE to_regclass('samples.' || quote_ident(metric)) IS NOT NULL`,
    [metrics],
  );
  return new Set(rows.map(({ metric }) => metric));
}
