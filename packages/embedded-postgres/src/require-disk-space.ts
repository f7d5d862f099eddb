import { stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@pgwatch-heroku/shared';

const megabyte = 1024 * 1024;

/**
 * Asks before anything is written, so that a full disk leaves nothing behind. The folder need not exist yet.
 *
 * @throws AppError `unavailable` with what is free and what is needed.
 */
export async function requireDiskSpace(dir: string, neededBytes: number): Promise<void> {
  let existing = path.resolve(dir);
  while (!(await stat(existing).catch(() => undefined))) existing = path.dirname(existing);
  const { bavail, bsize } = await statfs(existing);
  const freeBytes = bavail * bsize;
  if (freeBytes >= neededBytes) return;
  const inMegabytes = (bytes: number) => Math.floor(bytes / megabyte);
  throw new AppError(
    'unavailable',
    `Not enough disk space: ${inMegabytes(freeBytes)} MB are free in ${existing}, ${inMegabytes(neededBytes)} MB are needed`,
    {
      retryable: false,
      hint: 'Free some space, or choose a folder on another disk (npm start -- --state-dir DIR), and start again.',
    },
  );
}
