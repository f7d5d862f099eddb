import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { projectDir } from '@pgwatch-heroku/shared';

/** Where the build copies src/migrations to, which the image does not have. */
export const migrationsDir = path.join(projectDir, 'packages/store/dist/migrations');

/** Names of the migrations that this code knows, oldest first, as they are recorded. */
export async function migrationNames(): Promise<string[]> {
  const files = await readdir(migrationsDir);
  return files
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.replace(/\.sql$/, ''))
    .sort();
}
