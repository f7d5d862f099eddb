import { cpSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const repoDir = path.resolve(import.meta.dirname, '../../..');

/**
 * A copy of what is built that has one migration more: the next version of this project. Returns its folder.
 *
 * Only our own packages are copied; a link to one leads Node back to the original, so those of others are links.
 */
export function makeNewerVersion(migration: { name: string; sql: string }): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'pgwatch-next-'));
  const own = path.join(dir, 'node_modules', '@pgwatch-heroku');
  mkdirSync(own, { recursive: true });
  for (const name of readdirSync(path.join(repoDir, 'node_modules'))) {
    if (name.startsWith('.') || name === '@pgwatch-heroku') continue;
    symlinkSync(path.join(repoDir, 'node_modules', name), path.join(dir, 'node_modules', name));
  }
  for (const parent of ['packages', 'apps']) {
    for (const name of readdirSync(path.join(repoDir, parent))) {
      for (const part of ['package.json', 'dist']) {
        cpSync(path.join(repoDir, parent, name, part), path.join(dir, parent, name, part), { recursive: true });
      }
      if (parent === 'packages') symlinkSync(path.join(dir, parent, name), path.join(own, name));
    }
  }
  writeFileSync(path.join(dir, 'packages/store/dist/migrations', `${migration.name}.sql`), migration.sql);
  return dir;
}
