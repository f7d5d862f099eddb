import { chown, copyFile, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { postgresOwner } from '@pgwatch-heroku/embedded-postgres';

/** Folders whose content belongs to the running server alone; a copy starts with them empty. */
const emptied = [
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
];
const leftOut = ['postmaster.pid', 'postmaster.opts', 'pg_internal.init'];

/** Copies the data folder of a running server that is in backup mode; what vanishes meanwhile is left out. */
export async function copyDataDir(from: string, to: string): Promise<void> {
  await makeOwnedDir(to);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    const target = path.join(to, entry.name);
    if (emptied.includes(entry.name)) {
      await makeOwnedDir(target);
    } else if (entry.isDirectory()) {
      await copyDataDir(source, target);
    } else if (!leftOut.includes(entry.name)) {
      await copyOwned(source, target).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
      });
    }
  }
}

async function makeOwnedDir(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  if (postgresOwner) await chown(dir, postgresOwner.uid, postgresOwner.gid);
}

async function copyOwned(source: string, target: string): Promise<void> {
  await copyFile(source, target);
  if (postgresOwner) await chown(target, postgresOwner.uid, postgresOwner.gid);
}
