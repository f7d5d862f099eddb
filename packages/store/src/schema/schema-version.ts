import type { Queryable } from '@pgwatch-heroku/shared';
import { codeOf } from '@pgwatch-heroku/shared';
import { migrationNames } from './migration-files.js';

/** Name of the newest migration of this code: `0001_store`. */
export async function expectedSchemaVersion(): Promise<string> {
  return (await migrationNames()).at(-1) ?? '';
}

/** Name of the newest migration of a Collector DB, or undefined where none ever ran. */
export async function readSchemaVersion(db: Queryable): Promise<string | undefined> {
  return (await appliedMigrations(db)).at(-1);
}

/** When the newest of them was applied; undefined where none ever ran. */
export async function readSchemaAge(db: Queryable): Promise<{ version: string; appliedAt: Date } | undefined> {
  const version = await readSchemaVersion(db);
  if (version === undefined) return undefined;
  const { rows } = await db.query<{ at: Date }>(
    'SELECT run_on AT TIME ZONE current_setting($2) AS at FROM pgwatch2.pgmigrations WHERE name = $1',
    [version, 'TimeZone'],
  );
  return { version, appliedAt: rows[0]?.at ?? new Date(0) };
}

/** Names of the migrations that a Collector DB has, oldest first. */
export async function appliedMigrations(db: Queryable): Promise<string[]> {
  try {
    const { rows } = await db.query<{ name: string }>('SELECT name FROM pgwatch2.pgmigrations ORDER BY name');
    return rows.map(({ name }) => name);
  } catch (error) {
    // Neither schema nor table yet.
    if (codeOf(error) === '42P01' || codeOf(error) === '3F000') return [];
    throw error;
  }
}
