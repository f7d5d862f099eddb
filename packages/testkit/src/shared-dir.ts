import { mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { readRunDir } from './config.js';
import { withSuperuser } from './database.js';
import { templateLockSql } from './sql/statements.js';

/**
 * A folder that is made once per run, for what takes long and is the same for all: whichever worker asks first makes
 * it, the others wait. Whoever gets it may only read it; it goes at the end of the run.
 *
 * @param make Fills the given path; the folder is not there yet.
 */
export async function sharedDir(key: string, make: (dir: string) => Promise<unknown>): Promise<string> {
  const parent = path.join(readRunDir(), 'shared');
  const dir = path.join(parent, key);
  await mkdir(parent, { recursive: true, mode: 0o755 });
  await withSuperuser(async (client) => {
    await client.query(templateLockSql, [key]);
    if (await stat(dir).catch(() => undefined)) return;
    const unfinished = `${dir}.unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    await make(unfinished);
    await rename(unfinished, dir);
  });
  return dir;
}
