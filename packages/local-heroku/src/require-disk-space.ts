import { stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@pgwatch-heroku/shared';

const megabyte = 1024 * 1024;
/** Slug, PostgreSQL's programs and an empty cluster take 150 MB; the rest is for WAL and the sample's tables. */
const firstStartMegabytes = 500;
const laterStartMegabytes = 100;

/**
 * Asks before anything is written, so that a full disk leaves nothing behind.
 *
 * @throws AppError `unavailable`
 */
export async function requireDiskSpace(stateDir: string): Promise<void> {
  const isLater = await stat(path.join(stateDir, 'state.json')).catch(() => undefined);
  const needed = isLater ? laterStartMegabytes : firstStartMegabytes;
  let existing = stateDir;
  while (!(await stat(existing).catch(() => undefined))) existing = path.dirname(existing);
  const { bavail, bsize } = await statfs(existing);
  const free = Math.floor((bavail * bsize) / megabyte);
  if (free >= needed) return;
  throw new AppError(
    'unavailable',
    `Not enough disk space: ${free} MB are free in ${existing}, ${needed} MB are needed`,
    {
      retryable: false,
      hint: 'Free some space, or choose a folder on another disk with --state-dir, and start again.',
    },
  );
}
