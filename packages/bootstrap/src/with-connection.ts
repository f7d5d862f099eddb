import {
  AppError,
  type Client,
  closeClient,
  connect,
  type Logger,
  messageOf,
  retry,
  sleep,
  withDeadline,
} from '@pgwatch-heroku/shared';
import { isRefusedLogin, mayPass, toBootstrapError } from './failure.js';
import type { BootstrapOptions } from './options.js';

export interface ConnectionOptions extends BootstrapOptions {
  label: string;
  /** Any failure but a refused login or a newer schema is waited out: for dynos, which have nothing better to do. */
  patient?: boolean;
  /** Told of every failed attempt after which there will be another, and which config var leads there. */
  onWaiting?: ((error: unknown, label: string) => void) | undefined;
}

/** A database that comes up 60 s late is still met, with room for the attempt that meets it and for the work. */
const defaultDeadlineMs = 120_000;
/** Work that begins in the last moment still gets time to be done: it takes a second or two. */
const leastWorkMs = 8_000;
/** No bootstrap takes this long; it bounds the work of those who wait for ever. */
const mostWorkMs = 10 * 60_000;
const connectTimeoutMs = 10_000;
/** Our statements take milliseconds, so one that takes this long waits for something. */
const statementTimeoutMs = 60_000;
/** Above the server's own, which says more; a server that was frozen says nothing. */
const queryTimeoutMs = statementTimeoutMs + 5_000;
/** Long enough for a colleague's whole bootstrap, short enough that a forgotten lock is noticed and said. */
const lockTimeoutMs = 15_000;
/** A rotated credential reaches the dyno's environment a little after the server: three tries, then a person must look. */
const refusedLogins = 3;
const loginRetryMs = 2_000;
const waitingNoteMs = 60_000;

/**
 * Runs idempotent work on a connection. A database that is away, starting or full is waited for with jitter until the
 * deadline, and work that was cut off starts again from the beginning. Connecting, every query and the whole have an
 * end on our side too: a server that stops answering holds up nobody.
 *
 * @throws AppError `unavailable` after the deadline, `configuration` for a refused login; the signal's reason.
 */
export async function withConnection(
  options: ConnectionOptions,
  work: (client: Client) => Promise<void>,
): Promise<void> {
  const { label, log, patient = false, deadlineMs = defaultDeadlineMs } = options;
  const endsAt = performance.now() + deadlineMs;
  const note = createWaitingNote(log, label);
  let refusals = 0;
  let wasReached = false;

  const attempt = async () => {
    const leftMs = Math.min(mostWorkMs, Math.max(leastWorkMs, endsAt - performance.now()));
    const client = await connect({
      url: options.url,
      label,
      applicationName: 'pgwatch-heroku bootstrap',
      connectTimeoutMs: Math.min(connectTimeoutMs, leftMs),
      statementTimeoutMs,
      queryTimeoutMs,
      lockTimeoutMs,
    }).catch(async (error: unknown) => {
      if (isRefusedLogin(error) && ++refusals < refusedLogins) await sleep(loginRetryMs, options.signal);
      throw error;
    });
    wasReached = true;
    try {
      await withDeadline(work(client), leftMs, 'the bootstrap');
    } finally {
      await closeClient(client);
    }
  };

  try {
    await retry(attempt, {
      deadlineMs,
      firstDelayMs: 200,
      maxDelayMs: patient ? 5_000 : 2_000,
      isRetryable: (error) => {
        if (isRefusedLogin(error)) return refusals < refusedLogins;
        return mayPass(error) || (patient && !(error instanceof AppError));
      },
      onRetry: (error) => {
        note(error, toBootstrapError(error, label, wasReached));
        options.onWaiting?.(error, label);
      },
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (error) {
    throw toBootstrapError(error, label, wasReached);
  }
}

/** Says what is waited for and what to do about it, at once and then at most once a minute. */
function createWaitingNote(log: Logger, label: string): (error: unknown, explained: unknown) => void {
  let lastAt = Number.NEGATIVE_INFINITY;
  return (error, explained) => {
    if (performance.now() - lastAt < waitingNoteMs) return;
    lastAt = performance.now();
    const hint = explained instanceof AppError ? explained.hint : undefined;
    log.warn({ event: 'waiting', database: label, ...(hint ? { hint } : {}) }, `waiting: ${messageOf(error)}`);
  };
}
