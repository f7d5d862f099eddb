import { sleep } from '@pgwatch-heroku/shared';

/** Long enough for a server of a database, which initdb makes, on a machine that is busy with other tests. */
export const databaseMs = 60_000;

/** Waits until something holds; fails with its name after 15 s, or the time that is given. */
export async function until(name: string, holds: () => boolean | Promise<boolean>, timeoutMs = 15_000): Promise<void> {
  const endsAt = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > endsAt) throw new Error(`did not come about: ${name}`);
    await sleep(20);
  }
}
