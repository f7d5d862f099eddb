import type { Queryable } from '@pgwatch-heroku/shared';
import { readExistingMetrics } from './existing-metrics.js';
import { readDatabaseReadings, readLags, readSessionReadings, readSizes } from './read-readings.js';
import { readSourceRows, type SourceRow } from './read-source-rows.js';
import { type SourceFigures, toSourceFigures } from './source-figures.js';

/** Every source with its latest figures and small charts, by name. A store without samples gives nulls. */
export async function readFleet(db: Queryable): Promise<SourceFigures[]> {
  return withFigures(db, await readSourceRows(db));
}

/** One source with its latest figures, or undefined. */
export async function readSource(db: Queryable, name: string): Promise<SourceFigures | undefined> {
  const rows = await readSourceRows(db, name);
  return (await withFigures(db, rows, rows[0]?.id))[0];
}

async function withFigures(db: Queryable, rows: SourceRow[], sourceId?: number): Promise<SourceFigures[]> {
  if (rows.length === 0) return [];
  const existing = await readExistingMetrics(db, ['db_stats', 'backends', 'db_size', 'wal_receiver']);
  // The two that take longest at once, the others after them: a page must not take the whole pool.
  const [database, sessions] = await Promise.all([
    existing.has('db_stats') ? readDatabaseReadings(db, sourceId) : undefined,
    existing.has('backends') ? readSessionReadings(db, sourceId) : undefined,
  ]);
  const sizes = existing.has('db_size') ? await readSizes(db, sourceId) : undefined;
  const lags = existing.has('wal_receiver') ? await readLags(db, sourceId) : undefined;
  const now = new Date();
  return rows.map((row) =>
    toSourceFigures(
      row,
      {
        database: database?.get(row.id),
        sessions: sessions?.get(row.id),
        sizeBytes: sizes?.get(row.id),
        lagSeconds: lags?.get(row.id),
      },
      now,
    ),
  );
}
