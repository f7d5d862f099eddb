import path from 'node:path';
import { reachableDir } from '@pgwatch-heroku/embedded-postgres';
import { AppError, exitCodes, messageOf } from '@pgwatch-heroku/shared';
import type { LocalHeroku } from '../local-heroku.js';
import { LogHub } from '../logs/log-hub.js';
import type { AppJson } from '../manifest/app-json.js';
import { loadManifests } from '../manifest/load-manifests.js';
import { type OnProgress, runStep } from '../progress.js';
import { startLocalHeroku } from '../start-local-heroku.js';
import { resetState } from '../state/reset-state.js';
import { resetCommand } from '../state/state-dir.js';
import { StateStore } from '../state/state-store.js';
import { checkRequest } from './check-request.js';
import { describeDeletion } from './describe-deletion.js';
import { fitHint, herokuHere } from './fit-hint.js';
import { noSampleReason } from './no-sample-reason.js';
import { Notices } from './notices.js';
import { postgresEnded } from './postgres-ended.js';
import { printFailure } from './print-failure.js';
import { printLogLine } from './print-log.js';
import { printPanel } from './print-panel.js';
import { printProgress } from './print-progress.js';
import { routerPorts } from './router-ports.js';
import { Terminal } from './terminal.js';
import { waitForSample } from './wait-for-sample.js';

export interface StartCommandOptions {
  repoDir: string;
  stateDir: string;
  port: number | undefined;
  reset: boolean;
  /** Plan of all databases of a new app instead of app.json's, such as `standard-0`: what a button cannot choose. */
  plan: string | undefined;
  /** Whether the app gets a key for this Heroku's APIs. */
  withKey: boolean;
  /** `--topology`: PGWATCH2_TOPOLOGY of the form. */
  topology: string | undefined;
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

const stopped = 'Stopped. The data is kept.';

/** On Heroku nobody reaches a dyno but by the router; here the whole network would, with headers of its own making. */
const behindRouter = { PGWATCH2_LISTEN_HOST: '127.0.0.1' };

/**
 * Where this machine has Grafana, which the image has on Heroku, and what the two may take here: no fields of the form, and
 * kept like those.
 */
const ownGrafana = ({
  GRAFANA_HOME: home,
  PGWATCH2_DYNO_MEMORY_MB: memory,
}: StartCommandOptions['environment']): Record<string, string> => ({
  ...(home ? { GRAFANA_HOME: path.resolve(home) } : {}),
  ...(memory ? { PGWATCH2_DYNO_MEMORY_MB: memory } : {}),
});

/** `npm start`: deploys, says where and how, shows the log until it is told to stop. Returns the exit code. */
export async function startCommand(options: StartCommandOptions): Promise<number> {
  const terminal = new Terminal(process.stdout);
  const print = printProgress(terminal);
  const fit = fitHint(herokuHere(options.stateDir, options.repoDir));
  const notices = new Notices(terminal, fit);
  const abort = new AbortController();
  const onProgress: OnProgress = (progress) => {
    // A step that was interrupted did not go wrong.
    if (progress.state === 'failed' && abort.signal.aborted) return;
    print(progress);
    if (progress.state !== 'failed') notices.flush();
  };
  const startedAt = new Date();
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

  let form: Record<string, string> = {};
  try {
    onProgress({ step: 'build', state: 'done', durationMs: options.buildMs });
    const { app } = await loadManifests(options.repoDir);
    const warning = checkRequest(app, { ...options, isNew: options.reset || !(await isDeployed(options)) });
    if (warning !== undefined) terminal.line(`  ${terminal.style('yellow', '!')} ${warning}`);
    if (options.reset) await resetState(options.stateDir);
    form = fillForm(Object.keys(app.env ?? {}), options.environment);
    if (options.topology !== undefined) form['PGWATCH2_TOPOLOGY'] = options.topology;
    const logs = new LogHub();
    const endNotices = logs.subscribe((line) => notices.add(line));
    heroku = await startLocalHeroku({
      repoDir: options.repoDir,
      stateDir: options.stateDir,
      configOverrides: { ...behindRouter, ...ownGrafana(options.environment), ...form },
      // What needs a key is tried with that of the local account.
      withApiKey: options.withKey || form['PGWATCH2_TOPOLOGY'] === 'three-apps',
      ...(options.plan === undefined ? {} : { planOverrides: onPlan(app, options.plan) }),
      port: options.port ?? routerPorts,
      onProgress,
      logs,
      signal: abort.signal,
    });
    const running = heroku;
    form = {}; // kept by now
    notices.isHolding = false;
    await awaitFirstSample(running, { onProgress, startedAt, signal: abort.signal });
    endNotices();
    await printPanel(terminal, running, options);
    // Figures of each database every minute are for drains, not for readers.
    logs.subscribe((line) => !/ sample#/.test(line.text) && printLogLine(terminal, line, fit));
    const reason = await Promise.race([
      running.postgresFailed,
      running.deleted.then(() => 'deleted' as const),
      aborted(abort.signal),
    ]);
    await running.stop();
    if (typeof reason === 'object') throw postgresEnded(reason);
    terminal.line(reason === 'deleted' ? describeDeletion(running) : stopped);
    return exitCodes.done;
  } catch (error) {
    await heroku?.stop();
    if (stops > 0) {
      terminal.line(stopped);
      return exitCodes.done;
    }
    notices.flush(messageOf(error));
    return printFailure(error, {
      formFields: Object.keys(form),
      fitHint: fit,
      postgresLog: path.join(reachableDir(path.join(options.stateDir, 'postgres')), 'postgres.log'),
    });
  }
}

async function awaitFirstSample(
  heroku: LocalHeroku,
  { onProgress, startedAt, signal }: { onProgress: OnProgress; startedAt: Date; signal: AbortSignal },
): Promise<void> {
  const noSample = noSampleReason(heroku.config(), await heroku.dynos());
  if (noSample) return onProgress({ step: 'first-sample', state: 'warning', detail: noSample });
  const over = new AbortController();
  const postgresFailed = heroku.postgresFailed.then((server) => Promise.reject(postgresEnded(server)));
  postgresFailed.catch(() => undefined); // later, it is startCommand that sees it
  const wait = () =>
    waitForSample(heroku.superuserDatabaseUrl('DATABASE'), {
      // A sample of the minute before counts: the first fetch after a quick restart meets the tick that is stored.
      since: new Date(startedAt.getTime() - 60_000),
      deadlineMs: firstSampleDeadlineMs,
      signal: AbortSignal.any([signal, over.signal]),
    });
  await runStep(
    onProgress,
    'first-sample',
    () => Promise.race([wait(), postgresFailed]),
    (came) => (came ? {} : { isWarning: true, detail: `none within ${firstSampleDeadlineMs / 1_000} s` }),
  ).finally(() => over.abort());
}

const isDeployed = ({ stateDir, repoDir }: StartCommandOptions) =>
  StateStore.isDeployed(stateDir, resetCommand(stateDir, repoDir));

function onPlan({ addons = [] }: AppJson, plan: string): Record<string, string> {
  const names = addons.flatMap((addon) => (typeof addon === 'string' ? [] : (addon.as ?? [])));
  return Object.fromEntries(names.map((name) => [name, `heroku-postgresql:${plan}`]));
}

/** A key that is in the environment is for Heroku itself, and none of a local app's business. */
const notFromHere = 'HEROKU_API_KEY';

function fillForm(names: string[], environment: StartCommandOptions['environment']): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      if (name === notFromHere) return [];
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
