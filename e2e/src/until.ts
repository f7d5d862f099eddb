import { setTimeout as wait } from 'node:timers/promises';

/** Asks again and again until there is an answer; fails naming what never came. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false | null> | T | undefined | false | null,
  timeoutMs = 60_000,
): Promise<T> {
  const endsAt = performance.now() + timeoutMs;
  let lastError: unknown;
  while (performance.now() < endsAt) {
    try {
      const answer = await ask();
      if (answer) return answer;
    } catch (error) {
      lastError = error;
    }
    await wait(200);
  }
  throw new Error(`${what} did not happen within ${timeoutMs / 1000} s`, { cause: lastError });
}
