import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const repoDir = path.resolve(import.meta.dirname, '../../..');

/** A copy of the built provisioner that has one migration more: the next version of this project. Returns its folder. */
export function makeNewerVersion(migration: { name: string; sql: string }): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'pgwatch-next-'));
  for (const name of ['package.json', 'apps/provisioner', 'packages/store/dist/migrations']) {
    cpSync(path.join(repoDir, name), path.join(dir, name), { recursive: true });
  }
  writeFileSync(path.join(dir, 'packages/store/dist/migrations', `${migration.name}.sql`), migration.sql);
  return dir;
}
