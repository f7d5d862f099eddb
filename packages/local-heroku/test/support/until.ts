import { sleep } from '@pgwatch-heroku/shared';

/** Waits until something holds; fails with its name after 15 s. */
export async function until(name: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const endsAt = performance.now() + 15_000;
  while (!(await holds())) {
    if (performance.now() > endsAt) throw new Error(`did not come about: ${name}`);
    await sleep(20);
  }
}
