import { AppError, exitCodes, messageOf } from './errors.js';
import { Lifecycle } from './lifecycle.js';
import type { Logger } from './logger.js';

/** Heroku kills 30 s after SIGTERM; ending by ourselves before that leaves time to say what was left undone. */
const stopDeadlineMs = 25_000;

/**
 * Runs a process: signals stop it in order, a foreseen error ends it with one clear message and its exit code, and an
 * unforeseen one with its stack. `main` may return an exit code; a process that serves returns
 * `untilStopped(lifecycle)`.
 */
export async function runMain(log: Logger, main: (lifecycle: Lifecycle) => Promise<number | undefined>): Promise<void> {
  const lifecycle = new Lifecycle(log);
  let signalled = false;
  const onSignal = (name: string) => {
    // A second signal is normal (Heroku sends to all processes, npm passes on its own): the first stop goes on.
    if (signalled) return;
    signalled = true;
    setTimeout(() => {
      log.error({ event: 'stop-timeout' }, `not stopped after ${stopDeadlineMs / 1000} s, giving up`);
      process.exit(exitCodes.bug);
    }, stopDeadlineMs).unref();
    lifecycle.stop(name).then(
      () => process.exit(exitCodes.done),
      () => process.exit(exitCodes.bug),
    );
  };
  process.on('SIGTERM', () => onSignal('SIGTERM'));
  process.on('SIGINT', () => onSignal('SIGINT'));
  try {
    const code = (await main(lifecycle)) ?? exitCodes.done;
    if (signalled) return;
    await lifecycle.stop('done');
    process.exitCode = code;
  } catch (error) {
    if (signalled) return;
    const code = tellFailure(log, error);
    await lifecycle.stop('failed').catch(() => undefined);
    process.exit(code);
  }
}

/** Tells of what ends a process: what was foreseen in one message, else with its stack. @returns its exit code. */
export function tellFailure(log: Logger, error: unknown): number {
  const code = error instanceof AppError ? error.exitCode : exitCodes.bug;
  if (error instanceof AppError) {
    log.fatal({ event: 'failed', code: error.code, exitCode: code, hint: error.hint }, messageOf(error));
  } else {
    log.fatal({ event: 'failed', exitCode: code, err: error }, `unexpected error: ${messageOf(error)}`);
  }
  return code;
}

/** Resolves when the lifecycle begins to stop, and keeps the process alive till then: the `return` of a main that serves. */
export function untilStopped(lifecycle: Lifecycle): Promise<undefined> {
  return new Promise((resolve) => {
    if (lifecycle.signal.aborted) return resolve(undefined);
    // Signal handlers alone do not keep Node running: without an open socket it would end with exit code 13.
    const keepAlive = setInterval(() => undefined, 60_000);
    const onAbort = () => {
      clearInterval(keepAlive);
      resolve(undefined);
    };
    lifecycle.signal.addEventListener('abort', onAbort, { once: true });
  });
}
