import type { Queryable } from '@pgwatch-heroku/shared';

export interface Partition {
  metric: string;
  name: string;
  /** Midnight UTC at which it begins. */
  day: Date;
}

/** Names of the metrics that have a table of samples. */
export async function listMetricTables(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_catalog.pg_class c
     WHERE c.relnamespace = 'samples'::regnamespace AND c.relkind = 'p' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

/** The partitions of one metric, or of all, oldest first. */
export async function listPartitions(db: Queryable, metric?: string): Promise<Partition[]> {
  const { rows } = await db.query<{ metric: string; name: string }>(
    `SELECT p.relname AS metric, c.relname AS name
     FROM pg_catalog.pg_inherits i
     JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
     JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
     WHERE p.relnamespace = 'samples'::regnamespace AND p.relkind = 'p'
       AND c.relname ~ '_[0-9]{8}$' AND ($1::text IS NULL OR p.relname = $1)
     ORDER BY right(c.relname, 8), 1`,
    [metric ?? null],
  );
  return rows.map(({ metric, name }) => {
    const [, year, month, day] = /(\d{4})(\d{2})(\d{2})$/.exec(name) ?? [];
    return { metric, name, day: new Date(`${year}-${month}-${day}T00:00:00Z`) };
  });
}
