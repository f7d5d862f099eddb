import { AppError, exitCodes, messageOf } from '@pgwatch-heroku/shared';
import { LogHub } from '../logs/log-hub.js';
import { loadManifests } from '../manifest/load-manifests.js';
import { runStep } from '../progress.js';
import { resetState } from '../reset-state.js';
import { type LocalHeroku, startLocalHeroku } from '../start-local-heroku.js';
import { findRouterPort } from './find-router-port.js';
import { printLogLine } from './print-log.js';
import { printPanel } from './print-panel.js';
import { printProgress } from './print-progress.js';
import { Terminal } from './terminal.js';
import { waitForSample } from './wait-for-sample.js';

export interface StartCommandOptions {
  repoDir: string;
  stateDir: string;
  port: number | undefined;
  reset: boolean;
  /** How long bin/local-heroku.js built for, before this file could be loaded. */
  buildMs: number;
  /** The user's, of which only what app.json declares is taken: it is what a form would be filled with. */
  environment: Readonly<Record<string, string | undefined>>;
  /** Aborts when whoever started us is gone. */
  parentGone: AbortSignal;
}

/** The collector fetches right after connecting; this allows for a first migration on a slow machine. */
const firstSampleDeadlineMs = 90_000;

/** A terminal signals npm and us, and npm passes its own on: one Ctrl-C arrives twice. */
const sameKeyPressMs = 500;
/** When npm was killed, nobody waits for an orderly end any more. */
const orphanGraceMs = 5_000;

/** On Heroku nobody reaches a dyno but by the router; here the whole network would, with headers of its own making. */
const behindRouter = { PGWATCH2_LISTEN_HOST: '127.0.0.1' };

/** `npm start`: deploys, says where and how, shows the log until it is told to stop. Returns the exit code. */
export async function startCommand(options: StartCommandOptions): Promise<number> {
  const terminal = new Terminal(process.stdout);
  const onProgress = printProgress(terminal);
  const startedAt = new Date();
  const abort = new AbortController();
  let heroku: LocalHeroku | undefined;
  let stops = 0;
  let lastStopAt = 0;
  const onStop = () => {
    const now = performance.now();
    if (stops > 0 && now - lastStopAt < sameKeyPressMs) return;
    lastStopAt = now;
    stops++;
    if (stops === 1) {
      terminal.line();
      terminal.line('Stopping; once more to hurry.');
      abort.abort(new AppError('unavailable', 'Stopped before it was up'));
    } else if (heroku && stops === 2) heroku.hurry();
    else process.exit(exitCodes.done); // what we started ends with us
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onStop);
  options.parentGone.addEventListener('abort', () => {
    onStop();
    setTimeout(() => heroku?.hurry(), orphanGraceMs).unref();
  });

  try {
    onProgress({ step: 'build', state: 'done', durationMs: options.buildMs });
    const { app } = await loadManifests(options.repoDir);
    if (options.reset) await resetState(options.stateDir);
    const logs = new LogHub();
    heroku = await startLocalHeroku({
      repoDir: options.repoDir,
      stateDir: options.stateDir,
      configOverrides: { ...behindRouter, ...fillForm(Object.keys(app.env ?? {}), options.environment) },
      port: options.port ?? (await findRouterPort()),
      onProgress,
      logs,
      signal: abort.signal,
    });
    const running = heroku;
    await runStep(
      onProgress,
      'first-sample',
      () =>
        waitForSample(running.superuserDatabaseUrl('DATABASE'), {
          // A sample of the minute before counts: the first fetch after a quick restart meets the tick that is stored.
          since: new Date(startedAt.getTime() - 60_000),
          deadlineMs: firstSampleDeadlineMs,
          signal: abort.signal,
        }),
      (came) =>
        came
          ? {}
          : { isWarning: true, detail: `none within ${firstSampleDeadlineMs / 1_000} s; the log below may say why` },
    );
    await printPanel(terminal, running, options);
    logs.subscribe((line) => printLogLine(terminal, line));
    const reason = await Promise.race([running.postgresFailed.then(() => 'postgres' as const), aborted(abort.signal)]);
    await running.stop();
    if (reason === 'postgres') {
      throw new AppError('unavailable', 'The embedded PostgreSQL ended by itself', {
        hint: `Its log: ${options.stateDir}/postgres/postgres.log. Start again: the data is kept.`,
      });
    }
    terminal.line('Stopped. The data is kept.');
    return exitCodes.done;
  } catch (error) {
    await heroku?.stop();
    if (stops > 0) return exitCodes.done;
    return printFailure(error);
  }
}

function fillForm(names: string[], environment: StartCommandOptions['environment']): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = environment[name];
      return value ? [[name, value]] : [];
    }),
  );
}

const aborted = (signal: AbortSignal) =>
  new Promise<'signal'>((resolve) => {
    if (signal.aborted) resolve('signal');
    signal.addEventListener('abort', () => resolve('signal'), { once: true });
  });

/** One clear message for what was foreseen, the stack for what was not. */
function printFailure(error: unknown): number {
  const terminal = new Terminal(process.stderr);
  if ((error as NodeJS.ErrnoException).code === 'ENOSPC') {
    terminal.line(`\n${terminal.style('red', 'The disk is full')}`);
    terminal.line('Free some space, or choose a folder on another disk with --state-dir, and start again.');
    return exitCodes.unavailable;
  }
  if (!(error instanceof AppError)) {
    terminal.line(`\nUnexpected error: ${error instanceof Error ? error.stack : messageOf(error)}`);
    return exitCodes.bug;
  }
  terminal.line(`\n${terminal.style('red', error.message)}`);
  if (error.hint) terminal.line(error.hint);
  return error.exitCode;
}
