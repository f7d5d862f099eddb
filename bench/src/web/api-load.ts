import { sleep } from '@pgwatch-heroku/shared';
import { residentMegabytes } from '../fleet/process-usage.js';
import { quantile } from './quantile.js';

export interface ApiLoad {
  p99Ms: number;
  failures: number;
  residentMegabytes: number;
}

/** Asks at a steady pace, however long the answers take: who waits for one before asking the next measures too little. */
export async function measureApiLoad(
  get: (path: string) => Promise<Response>,
  paths: readonly string[],
  { perSecond, seconds, pid }: { perSecond: number; seconds: number; pid: number },
): Promise<ApiLoad> {
  const times: number[] = [];
  let failures = 0;
  const ask = async (path: string, dueAt: number) => {
    const response = await get(path);
    await response.arrayBuffer();
    // From when it was due: a queue before the server counts as well.
    times.push(performance.now() - dueAt);
    if (!response.ok) failures += 1;
  };
  const pending: Promise<void>[] = [];
  const startedAt = performance.now();
  for (let number = 0; number < perSecond * seconds; number++) {
    const dueAt = startedAt + (number * 1_000) / perSecond;
    const waitMs = dueAt - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    pending.push(ask(paths[number % paths.length] ?? '/', dueAt));
  }
  await Promise.all(pending);
  return { p99Ms: quantile(times, 0.99), failures, residentMegabytes: residentMegabytes(pid).peak };
}
