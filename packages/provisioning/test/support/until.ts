import { sleep } from '@pgwatch-heroku/shared';

/** Waits until something holds; fails with its name after 40 s: the first fetch comes seconds after a restart. */
export async function until(name: string, holds: () => Promise<boolean>, timeoutMs = 40_000): Promise<void> {
  const endsAt = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > endsAt) throw new Error(`did not come about: ${name}`);
    await sleep(100);
  }
}
