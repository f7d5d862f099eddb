import { createHerokuClient, type HerokuClient, readHerokuApiUrls } from '@pgwatch-heroku/heroku-api';
import { findOwnApp, type LeftOutRow, type OnStep, type ThreeAppsResult } from '@pgwatch-heroku/provisioning';
import { AppError, type Logger, messageOf, retry } from '@pgwatch-heroku/shared';
import type { Config } from '../config.js';
import type { Outcome } from '../outcome.js';
import { threeAppsOnce } from '../three-apps/three-apps-once.js';
import { handOver } from './hand-over.js';
import { hardenOnce } from './harden-once.js';
import { hardenedOutcomes } from './hardened-outcomes.js';
import { type OperationJournal, openOperationJournal } from './operation-journal.js';

export interface HardenAllOptions {
  config: Config & { HEROKU_API_KEY: string };
  /** What became of each part without a role of its own. */
  outcomes: readonly Outcome[];
  /** After this it is handed over (postdeploy) or given up (resume). */
  deadlineMs: number;
  /** Whether what is not done in time, or while Heroku is away, is left to a dyno that has the time. */
  mayHandOver: boolean;
  log: Logger;
  signal: AbortSignal;
}

export interface Hardening {
  /** Name of this app, once it is found. */
  app?: string | undefined;
  outcomes: readonly Outcome[];
  leftOut: readonly LeftOutRow[];
  failures: readonly AppError[];
  /** Who goes on with it: the name of a dyno. */
  goesOnIn?: string;
  /** What came of the topology three-apps, once it is through. */
  threeApps?: Pick<ThreeAppsResult, 'apps' | 'notes' | 'deleteMe'> | undefined;
}

/** An outage of Heroku is looked at again this soon, and this seldom at the end. */
const retryMs = { first: 2_000, most: 30_000 };
/** What another process has not done by then it waits for itself. */
const mostPatienceMs = 300_000;
const noTime = new AppError('unavailable', 'Heroku takes longer over the credentials than there is time now', {
  hint: 'Run it again later: heroku run provisioner. It goes on where it stopped.',
});

/**
 * Gives each part of this app a role of its own, with the user's API key. Nothing here fails the set-up: the app works
 * with the default credentials until it is done, and everything that is in the way is told.
 */
export async function harden(options: HardenAllOptions): Promise<Hardening> {
  const { config, outcomes, log, signal, deadlineMs } = options;
  const timeIsUp = AbortSignal.timeout(Math.round(deadlineMs));
  const both = AbortSignal.any([signal, timeIsUp]);
  const makeClient = (clientSignal: AbortSignal) =>
    createHerokuClient({
      apiKey: config.HEROKU_API_KEY,
      ...readHerokuApiUrls(config),
      signal: clientSignal,
      log,
    });
  let app: string | undefined;
  let journal: OperationJournal | undefined;
  let last: Once | undefined;
  const isThreeApps = config.PGWATCH2_TOPOLOGY === 'three-apps' && ['all', 'collector'].includes(config.PGWATCH2_APP);
  const now = () => {
    const made = last && 'apps' in last ? last : undefined;
    const hardened = last && (made ? made.outcomes : hardenedOutcomes(outcomes, last.outcomes, last.ready));
    return {
      app,
      // An app that was only the installer is as it was.
      outcomes: hardened === undefined || hardened.length === 0 ? outcomes : hardened,
      leftOut: last?.leftOut ?? [],
      ...(made ? { threeApps: made } : {}),
    };
  };
  try {
    const client = makeClient(both);
    const own = await findOwnApp(client, { appName: config.HEROKU_APP_NAME, databaseUrl: config.DATABASE_URL });
    app = own.name;
    const opened = await open(options, { client, app, kind: isThreeApps ? 'three-apps' : 'harden' }, both);
    if (opened === 'busy') return { outcomes, leftOut: [], failures: [], goesOnIn: 'another process' };
    journal = opened.journal;
    const attempt = async () => {
      const about = { client, own, config, onStep: opened.onStep, deadlineMs, log, signal: both };
      const onDatabaseMoved = async (url: string) => opened.journal?.moveTo(url);
      last = isThreeApps
        ? await threeAppsOnce({ ...about, waitMs: deadlineMs / 2, onDatabaseMoved })
        : await hardenOnce({ ...about, waitMs: deadlineMs / 2 });
      return last;
    };
    const done = await untilNothingPasses(attempt, { deadlineMs, log, signal: both });
    await journal?.end(done.failures.length > 0 ? 'failed' : 'done', done.failures[0]);
    const goesOnIn = 'goesOnIn' in done ? done.goesOnIn : undefined;
    return { ...now(), failures: done.failures, ...(goesOnIn === undefined ? {} : { goesOnIn }) };
  } catch (error) {
    signal.throwIfAborted();
    const failure = timeIsUp.aborted ? noTime : error;
    if (!(failure instanceof AppError)) throw failure;
    if (app !== undefined && options.mayHandOver && failure.retryable) {
      const dyno = await handOver(makeClient(signal), app, log);
      if (dyno !== undefined) {
        await journal?.end('handed-over');
        return { ...now(), failures: [], goesOnIn: dyno };
      }
    }
    await journal?.end('failed', failure);
    log.warn({ event: 'hardening-failed', hint: failure.hint }, messageOf(failure));
    return { ...now(), failures: [failure] };
  }
}

/** In an app without a Collector DB there is nowhere to write a journal, and nobody to read it. */
async function open(
  { config, deadlineMs, log }: HardenAllOptions,
  { client, app, kind }: { client: HerokuClient; app: string; kind: 'harden' | 'three-apps' },
  signal: AbortSignal,
): Promise<'busy' | { journal?: OperationJournal; onStep: OnStep }> {
  const tell: OnStep = ({ id, title, state, detail }) => {
    if (state === 'running') return;
    const words = detail === '' ? state : `${state}, ${detail}`;
    log[state === 'failed' ? 'warn' : 'info']({ event: 'step', step: id, state }, `${title}: ${words}`);
  };
  if (config.PGWATCH2_APP === 'monitored') return { onStep: tell };
  // Less than all the time there is, so that who waits in vain can still say so.
  const patienceMs = Math.min(mostPatienceMs, deadlineMs * 0.8);
  const databaseUrl = config.DATABASE_URL;
  const about = { client, app, databaseUrl, kind, dyno: config.DYNO, log, signal, patienceMs };
  const journal = await openOperationJournal(about);
  if (!journal) return 'busy';
  const onStep: OnStep = async (step) => {
    await tell(step);
    await journal.onStep(step);
  };
  return { journal, onStep };
}

type Once = Awaited<ReturnType<typeof hardenOnce | typeof threeAppsOnce>>;

/** Again while what is in the way may pass by itself; what is done stays done. */
function untilNothingPasses(
  attempt: () => Promise<Once>,
  { deadlineMs, log, signal }: Pick<HardenAllOptions, 'deadlineMs' | 'log' | 'signal'>,
): Promise<Once> {
  const strict = async () => {
    const done = await attempt();
    const passing = done.failures.find(({ retryable }) => retryable);
    if (passing) throw passing;
    return done;
  };
  return retry(strict, {
    deadlineMs,
    firstDelayMs: retryMs.first,
    maxDelayMs: retryMs.most,
    isRetryable: (error) => error instanceof AppError && error.retryable,
    onRetry: (error, delayMs) =>
      log.warn({ event: 'hardening-retry', retryInMs: Math.round(delayMs) }, `again later: ${messageOf(error)}`),
    signal,
  });
}
