import { sleep } from '@pgwatch-heroku/shared';

/** Does something again and again, one after the other, until the signal aborts. */
export async function every(intervalMs: number, work: () => unknown, signal: AbortSignal): Promise<void> {
  for (;;) {
    await sleep(intervalMs, signal).catch(() => undefined);
    if (signal.aborted) return;
    await work();
  }
}
