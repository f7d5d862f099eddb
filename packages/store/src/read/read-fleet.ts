import type { Queryable } from '@pgwatch-heroku/shared';
import { readExistingMetrics } from './existing-metrics.js';
import { readDatabaseReadings, readLags, readSessionReadings, readSizes } from './read-readings.js';
import { readSourceRows, type SourceRow } from './read-source-rows.js';
import { type SourceFigures, toSourceFigures } from './source-figures.js';

/** Every source with its latest figures and small charts, by name. A store without samples gives nulls. */
export const readFleet = (db: Queryable): Promise<SourceFigures[]> => readFigures(db, () => readSourceRows(db));

/** One source with its latest figures, or undefined. */
export async function readSource(db: Queryable, name: string): Promise<SourceFigures | undefined> {
  const rows = await readSourceRows(db, name);
  return rows[0] && (await readFigures(db, async () => rows, rows[0].id))[0];
}

async function readFigures(
  db: Queryable,
  readRows: () => Promise<SourceRow[]>,
  sourceId?: number,
): Promise<SourceFigures[]> {
  const existing = await readExistingMetrics(db, ['db_stats', 'backends', 'db_size', 'wal_receiver']);
  // Sessions take as long as all the others; a page must not take more than two connections of the pool.
  const readOthers = async () => ({
    rows: await readRows(),
    database: existing.has('db_stats') ? await readDatabaseReadings(db, sourceId) : undefined,
    sizes: existing.has('db_size') ? await readSizes(db, sourceId) : undefined,
    lags: existing.has('wal_receiver') ? await readLags(db, sourceId) : undefined,
  });
  const [{ rows, database, sizes, lags }, sessions] = await Promise.all([
    readOthers(),
    existing.has('backends') ? readSessionReadings(db, sourceId) : undefined,
  ]);
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
