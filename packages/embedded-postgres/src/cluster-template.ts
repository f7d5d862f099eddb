import { execFile } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, rename, rm, truncate } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { createCluster } from './create-cluster.js';
import { reachableDir } from './readable-dir.js';
import { findNativeDir, prepareRuntime } from './runtime.js';

const execute = promisify(execFile);

/**
 * Makes what `startPostgres({ template })` copies new clusters from: initdb and the folder of the programs are paid for
 * once, which is for those who start many short-lived clusters. These share the superuser's password, the certificate
 * and the system identifier; two that have to differ in one of them are made without a template.
 *
 * @param options.nativeDir Binaries of another major version than the installed one.
 * @param options.settings For its postgresql.conf, in force from initdb on, which takes them since PostgreSQL 16.
 */
export async function prepareTemplate(
  dir: string,
  options: { nativeDir?: string | undefined; settings?: Record<string, string | number> } = {},
): Promise<void> {
  const reachable = reachableDir(path.resolve(dir));
  await mkdir(reachable, { recursive: true, mode: 0o755 });
  const runtime = await prepareRuntime(options.nativeDir ?? (await findNativeDir()), path.join(reachable, 'runtime'));
  await createCluster(runtime, reachable, options.settings);
  await shrinkWal(path.join(reachable, 'data', 'pg_wal'));
}

/** A new cluster's WAL is 16 MB, of which 14 have nothing in them yet: as a hole, which `cp` leaves one. */
async function shrinkWal(walDir: string): Promise<void> {
  for (const entry of await readdir(walDir, { withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(walDir, entry.name);
    const content = await readFile(file);
    await truncate(file, endOfContent(content));
    await truncate(file, content.length);
  }
}

/** Up to a page more than there is: asked byte by byte, 16 MB are a tenth of a second or more. */
function endOfContent(content: Buffer): number {
  const empty = Buffer.alloc(8_192);
  let end = content.length;
  while (end >= empty.length && content.subarray(end - empty.length, end).equals(empty)) end -= empty.length;
  return end;
}

/** As initdb: into a folder beside it, renamed when complete. */
export async function copyCluster(template: string, dir: string): Promise<void> {
  const dataDir = path.join(dir, 'data');
  const partial = `${dataDir}.partial`;
  await rm(partial, { recursive: true, force: true });
  await copyFile(path.join(template, 'superuser-password'), path.join(dir, 'superuser-password'));
  // A thousand files with their owners and modes: a tenth of what they cost Node one by one.
  await execute('cp', ['-R', '-p', path.join(template, 'data'), partial]);
  await rename(partial, dataDir);
}
