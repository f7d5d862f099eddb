import { readlink, rm, symlink } from 'node:fs/promises';
import { AppError, sleep } from '@pgwatch-heroku/shared';
import { isAlive } from '../is-alive.js';

/** What is done in a turn takes 3 s at most (a holder of the socket that does not answer). */
const deadlineMs = 10_000;

/**
 * Does something that only one process at a time may do. The turn is a symbolic link whose target is its holder's
 * process id: made in one step, content included, and only where there is none.
 *
 * A turn whose holder died is never removed, because whoever removes it could remove the next one's: it stays, and the
 * turn after it has the next number.
 *
 * @throws AppError `unavailable` when the turn does not come.
 */
export async function takeTurn<T>(file: string, work: () => Promise<T>): Promise<T> {
  const endsAt = performance.now() + deadlineMs;
  for (let number = 1; ; ) {
    const turn = `${file}.${number}`;
    try {
      await symlink(String(process.pid), turn);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = Number(await readlink(turn).catch(() => 0)); // 0: given back meanwhile
      if (holder !== 0 && !isAlive(holder)) {
        number++;
        continue;
      }
      if (performance.now() > endsAt) {
        throw new AppError('unavailable', `Process ${holder} has been starting local Heroku for a while`, {
          hint: `Wait for it or end it, and start again. If that process is something else, delete ${turn}.`,
        });
      }
      await sleep(50);
      continue;
    }
    try {
      return await work();
    } finally {
      await rm(turn, { force: true });
    }
  }
}
