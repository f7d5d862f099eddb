import { AppError, sleep } from '@pgwatch-heroku/shared';
import type { Http } from './http/call.js';
import { HerokuApiError, isNotFound } from './http/heroku-api-error.js';

export interface Progress {
  /**
   * Heroku's own word: `provisioning`, `waiting`, `pending`; `not found` while Heroku does not know the thing yet,
   * `no answer from Heroku` while it is away.
   */
  state: string;
  elapsedMs: number;
}

export interface WaitOptions {
  /** The longest time between two looks; the first ones follow each other sooner. */
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

/** Much is done in a second; four looks more cost nothing of the 4500 calls an hour. */
const firstPauseMs = 250;

/**
 * Looks until it is done. A Heroku that is away is waited out like anything else.
 *
 * @throws AppError `unavailable` when the time is over, with the state it stuck in.
 */
export async function waitUntil<T>(http: Http, wait: Wait<T>, options: WaitOptions = {}): Promise<T> {
  const { intervalMs = wait.defaults.intervalMs, timeoutMs = wait.defaults.timeoutMs, onProgress } = options;
  const startedAt = performance.now();
  let pauseMs = Math.min(firstPauseMs, intervalMs);
  const elapsedMs = () => Math.round(performance.now() - startedAt);
  for (;;) {
    const look = await wait.look().then(
      (thing) => ({ state: wait.stateOf(thing), isDone: wait.isDone(thing), thing }),
      (error: unknown) => {
        if (isNotFound(error) && elapsedMs() < (wait.notFoundMs ?? 0)) return { state: 'not found' };
        if (error instanceof HerokuApiError && error.retryable) return { state: 'no answer from Heroku', error };
        throw error;
      },
    );
    onProgress?.({ state: look.state, elapsedMs: elapsedMs() });
    if ('isDone' in look && look.isDone) return look.thing;
    const error = 'error' in look ? look.error : undefined;
    const remainingMs = timeoutMs - elapsedMs();
    if (remainingMs <= 0) {
      const waited = `Waited in vain ${wait.what}: still "${look.state}" after ${Math.round(elapsedMs() / 1_000)} s`;
      throw new AppError('unavailable', waited, { hint: wait.hint, ...(error === undefined ? {} : { cause: error }) });
    }
    await sleep(Math.min(Math.max(pauseMs, error?.retryAfterMs ?? 0), remainingMs), http.signal);
    pauseMs = Math.min(pauseMs * 2, intervalMs);
  }
}
