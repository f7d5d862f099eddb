import { AppError, type Client, type Logger } from '@pgwatch-heroku/shared';
import { migrationNames, migrationsDir } from './migration-files.js';
import { appliedMigrations } from './schema-version.js';

export interface MigrateOptions {
  log?: Logger;
}

/** The id that node-pg-migrate locks with is the same in every project of a server; this one is ours: "pgwatch2". */
const lockId = 8_098_923_761_520_178;

/**
 * Brings the Collector DB to the schema of this code. Any number of processes may call it at once: they wait for each
 * other under an advisory lock, which belongs to the session, so `client` must not go through a transaction pooler.
 * Where nothing is missing it only reads, so that a role which owns nothing may call it.
 *
 * @throws AppError `schema-newer` (exit code 57) when the database has migrations that this code does not know.
 */
export async function migrate(client: Client, { log }: MigrateOptions = {}): Promise<{ applied: string[] }> {
  const known = await migrationNames();
  if ((await missingMigrations(client, known)).length === 0) return { applied: [] };

  await client.query('SELECT pg_advisory_lock($1)', [lockId]);
  try {
    // Somebody else may have done it while we waited; node-pg-migrate would ask for rights before it looks.
    if ((await missingMigrations(client, known)).length === 0) return { applied: [] };
    // Rarely needed, and more code than all the rest of what a dyno starts with.
    const { runner } = await import('node-pg-migrate');
    const applied = await runner({
      dbClient: client,
      dir: migrationsDir,
      direction: 'up',
      schema: 'pgwatch2',
      createSchema: true,
      migrationsSchema: 'pgwatch2',
      migrationsTable: 'pgmigrations',
      checkOrder: true,
      singleTransaction: true,
      advisoryLockMode: 'wait',
      lockValue: lockId,
      // It prints whole files of SQL at its info level.
      log: (message) => log?.debug({ event: 'migrate' }, message.split('\n')[0]),
    });
    for (const { name } of applied) log?.info({ event: 'migrated', migration: name }, `migrated to ${name}`);
    return { applied: applied.map(({ name }) => name) };
  } finally {
    // The runner leaves its own behind, and `public` must be found again by whoever uses the connection next.
    await client.query('RESET search_path').catch(() => undefined);
    await client.query('SELECT pg_advisory_unlock($1)', [lockId]).catch(() => undefined);
  }
}

async function missingMigrations(client: Client, known: string[]): Promise<string[]> {
  const applied = await appliedMigrations(client);
  const unknown = applied.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new AppError(
      'schema-newer',
      `The Collector DB has a newer schema than this code: it knows ${known.at(-1)}, the database has ${unknown.join(', ')}`,
      {
        hint: 'Deploy the version that made this schema, or a newer one; going back in the database is not supported.',
      },
    );
  }
  return known.filter((name) => !applied.includes(name));
}
