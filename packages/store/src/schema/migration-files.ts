import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Beside this folder in the sources and, copied by the build, in what is built. */
export const migrationsDir = fileURLToPath(new URL('../migrations/', import.meta.url));

/** Names of the migrations that this code knows, oldest first, as they are recorded. */
export async function migrationNames(): Promise<string[]> {
  const files = await readdir(migrationsDir);
  return files
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.replace(/\.sql$/, ''))
    .sort();
}
