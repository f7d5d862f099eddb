import { AppError, sleep } from '@pgwatch-heroku/shared';
import type { Http } from './http/call.js';
import { isNotFound } from './http/heroku-api-error.js';

export interface Progress {
  /** Heroku's own word: `provisioning`, `waiting`, `pending`; `not found` while Heroku does not know the thing yet. */
  state: string;
  elapsedMs: number;
}

export interface WaitOptions {
  intervalMs?: number | undefined;
  timeoutMs?: number | undefined;
  /** Called after every look. */
  onProgress?: ((progress: Progress) => void) | undefined;
}

export interface Wait<T> {
  /** What is waited for, to stand behind "Waited in vain": `for credential pgwatch2 to become active`. */
  what: string;
  look: () => Promise<T>;
  stateOf: (thing: T) => string;
  isDone: (thing: T) => boolean;
  /** What to do when the time is over. */
  hint: string;
  defaults: { intervalMs: number; timeoutMs: number };
  /** How long Heroku may answer 404 to something it has just been told to make. */
  notFoundMs?: number;
}

/**
 * Looks until it is done.
 *
 * @throws AppError `unavailable` when the time is over, with the state it stuck in.
 */
export async function waitUntil<T>(http: Http, wait: Wait<T>, options: WaitOptions = {}): Promise<T> {
  const { intervalMs = wait.defaults.intervalMs, timeoutMs = wait.defaults.timeoutMs, onProgress } = options;
  const startedAt = performance.now();
  for (;;) {
    const thing = await wait.look().catch((error: unknown) => {
      const elapsedMs = performance.now() - startedAt;
      if (isNotFound(error) && elapsedMs < (wait.notFoundMs ?? 0)) return undefined;
      throw error;
    });
    const elapsedMs = Math.round(performance.now() - startedAt);
    const state = thing === undefined ? 'not found' : wait.stateOf(thing);
    onProgress?.({ state, elapsedMs });
    if (thing !== undefined && wait.isDone(thing)) return thing;
    const remainingMs = timeoutMs - elapsedMs;
    if (remainingMs <= 0) {
      const waited = `Waited in vain ${wait.what}: still "${state}" after ${Math.round(elapsedMs / 1_000)} s`;
      throw new AppError('unavailable', waited, { hint: wait.hint });
    }
    await sleep(Math.min(intervalMs, remainingMs), http.signal);
  }
}
