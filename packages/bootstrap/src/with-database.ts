import { AppError, type Client, connect, type Logger, messageOf, retry, sleep } from '@pgwatch-heroku/shared';
import { isRefusedLogin, mayPass, toBootstrapError } from './failure.js';
import type { BootstrapOptions, BootstrapResult } from './options.js';
import { Report } from './report.js';
import { takeBootstrapLock } from './sql/session.js';

export interface DatabaseOptions extends BootstrapOptions {
  label: string;
  /** Any failure but a refused login or a newer schema is waited out: for dynos, which have nothing better to do. */
  patient?: boolean;
}

/** A rotated credential reaches the dyno's environment a little after the server: three tries, then a person must look. */
const refusedLogins = 3;
const loginRetryMs = 2_000;
/** No bootstrap takes this long; a server that stops answering must not hold a release for ever. */
const workDeadlineMs = 10 * 60_000;
/** Long enough for a colleague's whole bootstrap, short enough that a forgotten lock is noticed and said. */
const lockTimeoutMs = 15_000;
const waitingNoteMs = 60_000;

/**
 * Runs idempotent work on one connection under the database's bootstrap lock, so that twenty at once do it one after
 * the other. A database that is away, starting or full is waited for with jitter until the deadline, and work that was
 * cut off starts again from the beginning.
 */
export async function withDatabase(
  options: DatabaseOptions,
  work: (client: Client, report: Report) => Promise<void>,
): Promise<BootstrapResult> {
  const { label, log, patient = false } = options;
  const report = new Report(log, label);
  const note = createWaitingNote(log, label);
  let refusals = 0;
  let wasReached = false;

  const attempt = async () => {
    const client = await connect({
      url: options.url,
      label,
      applicationName: 'pgwatch-heroku bootstrap',
      statementTimeoutMs: workDeadlineMs,
      lockTimeoutMs,
    }).catch(async (error: unknown) => {
      if (isRefusedLogin(error) && ++refusals < refusedLogins) await sleep(loginRetryMs, options.signal);
      throw error;
    });
    wasReached = true;
    try {
      await withDeadline(work, client, report);
    } finally {
      await client.end().catch(() => undefined);
    }
  };

  try {
    await retry(attempt, {
      deadlineMs: options.deadlineMs ?? 60_000,
      firstDelayMs: 200,
      maxDelayMs: patient ? 5_000 : 2_000,
      isRetryable: (error) => {
        if (isRefusedLogin(error)) return refusals < refusedLogins;
        return mayPass(error) || (patient && !(error instanceof AppError));
      },
      onRetry: note,
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (error) {
    throw toBootstrapError(error, label, wasReached);
  }
  return report.result;
}

async function withDeadline(
  work: (client: Client, report: Report) => Promise<void>,
  client: Client,
  report: Report,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new AppError('unavailable', 'the server stopped answering')), workDeadlineMs);
  });
  const whole = async () => {
    await takeBootstrapLock(client);
    await work(client, report);
  };
  try {
    await Promise.race([whole(), deadline]);
  } finally {
    clearTimeout(timer);
  }
}

/** Says what is waited for at once and then at most once a minute. */
function createWaitingNote(log: Logger, label: string): (error: unknown) => void {
  let lastAt = Number.NEGATIVE_INFINITY;
  return (error) => {
    if (performance.now() - lastAt < waitingNoteMs) return;
    lastAt = performance.now();
    log.info({ event: 'waiting', database: label }, `waiting: ${messageOf(error)}`);
  };
}
