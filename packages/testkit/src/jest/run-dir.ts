import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { publishTempDir } from '../config.js';

/** Linux's folder in memory: what a file there spares the file system and the disk is a tenth of what a run costs. */
const memoryDir = '/dev/shm';
/** A run has up to 1 GB of files at a time, and its processes take up to 3 GB beside them. */
const neededFileBytes = 3 * 1024 ** 3;
const neededMemoryBytes = 2 * neededFileBytes;

/**
 * Makes the folder that everything of a run is in, temporary files of tests and of what they start included, so that
 * nothing is left of a run when the folder goes.
 */
export async function makeRunDir(): Promise<string> {
  await removeForgotten();
  const dir = (await makeMemoryDir()) ?? (await makeDir(tmpdir()));
  const tempDir = path.join(dir, 'tmp');
  await mkdir(tempDir, { mode: 0o755 });
  publishTempDir(tempDir);
  return dir;
}

async function makeDir(parent: string): Promise<string> {
  const dir = await mkdtemp(path.join(parent, `pgwatch-test-${process.pid}-`));
  await chmod(dir, 0o755); // PostgreSQL may run as another user than we do
  return dir;
}

async function makeMemoryDir(): Promise<string | undefined> {
  if (!(await hasRoom(memoryDir))) return;
  const dir = await makeDir(memoryDir).catch(() => undefined);
  if (dir === undefined || (await runsPrograms(dir))) return dir;
  await rm(dir, { recursive: true });
}

/** PostgreSQL's programs are among the files of a run, and containers often forbid to run anything from there. */
async function runsPrograms(dir: string): Promise<boolean> {
  const file = path.join(dir, 'can-run');
  await writeFile(file, '#!/bin/sh\n', { mode: 0o755 });
  return spawnSync(file).status === 0;
}

/** Docker gives a container 64 MB of it, and what is allowed for files need not be there as memory. */
async function hasRoom(dir: string): Promise<boolean> {
  const stats = await statfs(dir).catch(() => undefined);
  if (!stats || stats.bavail * stats.bsize < neededFileBytes) return false;
  return process.availableMemory() >= neededMemoryBytes;
}

/** What runs of ours that were killed have left in memory. */
async function removeForgotten(): Promise<void> {
  for (const name of await readdir(memoryDir).catch(() => [])) {
    const pid = Number(/^pgwatch-test-(\d+)-/.exec(name)?.[1]);
    if (!pid || isAlive(pid)) continue;
    await rm(path.join(memoryDir, name), { recursive: true, force: true }).catch(() => undefined); // another user's
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
