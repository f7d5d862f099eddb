import {
  createHerokuClient,
  type HerokuClient,
  type HerokuClientOptions,
  readHerokuApiUrls,
} from '@pgwatch-heroku/heroku-api';
import { findOwnApp, type LeftOutRow, type OnStep, type ThreeAppsResult } from '@pgwatch-heroku/provisioning';
import { AppError, type Logger, messageOf } from '@pgwatch-heroku/shared';
import type { Config } from '../config.js';
import type { Outcome } from '../outcome.js';
import { threeAppsOnce } from '../three-apps/three-apps-once.js';
import { handOver } from './hand-over.js';
import { hardenOnce } from './harden-once.js';
import { hardenedOutcomes } from './hardened-outcomes.js';
import { type OperationJournal, openOperationJournal } from './operation-journal.js';
import { herokuPace, type Pace } from './pace.js';
import { createPatience } from './patience.js';

export interface HardenAllOptions {
  config: Config & { HEROKU_API_KEY: string };
  /** What became of each part without a role of its own. */
  outcomes: readonly Outcome[];
  /** After this it is handed over (postdeploy) or given up (resume). */
  deadlineMs: number;
  /** Whether what is not done in time, or while Heroku is away, is left to a dyno that has the time. */
  mayHandOver: boolean;
  /** Root of the image, which carries the sources of the other apps. */
  imageDir: string;
  pace?: Pace;
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

/** What another process has not done by then it waits for itself. */
const mostPatienceMs = 300_000;
/** By then postdeploy has ten seconds left of its two minutes. */
const handOverTiming = { requestTimeoutMs: 4_000, patienceMs: 4_000 };
const noTimeLeft = (obstacle: unknown) =>
  new AppError(
    'unavailable',
    `Heroku takes longer over the set-up than there is time now${obstacle === undefined ? '' : `; in the way last: ${messageOf(obstacle)}`}`,
    { hint: 'Run it again later: heroku run provisioner. It goes on where it stopped.', cause: obstacle },
  );

/**
 * Gives each part of this app a role of its own, with the user's API key. Nothing here fails the set-up: the app works
 * with the default credentials until it is done, and everything that is in the way is told.
 */
export async function harden(options: HardenAllOptions): Promise<Hardening> {
  const { config, outcomes, imageDir, pace = herokuPace, log, signal, deadlineMs } = options;
  const timeIsUp = AbortSignal.timeout(Math.round(deadlineMs));
  const both = AbortSignal.any([signal, timeIsUp]);
  const makeClient = (clientSignal: AbortSignal, timing: HerokuClientOptions['timing'] = pace.calls) =>
    createHerokuClient({
      apiKey: config.HEROKU_API_KEY,
      ...readHerokuApiUrls(config),
      signal: clientSignal,
      timing,
      log,
    });
  let app: string | undefined;
  let journal: OperationJournal | undefined;
  let last: Once | undefined;
  const patience = createPatience({ deadlineMs, pace, log, signal: both });
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
    const own = await patience.untilItPasses(() =>
      findOwnApp(client, { appName: config.HEROKU_APP_NAME, databaseUrl: config.DATABASE_URL }),
    );
    app = own.name;
    const about = { client, app, kind: isThreeApps ? ('three-apps' as const) : ('harden' as const) };
    const opened = await patience.untilItPasses(() => open(options, about, both));
    if (opened === 'busy') return { outcomes, leftOut: [], failures: [], goesOnIn: 'another process' };
    journal = opened.journal;
    const attempt = async (): Promise<Once> => {
      const common = { client, own, config, pace, onStep: opened.onStep, deadlineMs, log, signal: both };
      const onDatabaseMoved = async (url: string) => opened.journal?.moveTo(url);
      last = isThreeApps
        ? await threeAppsOnce({ ...common, imageDir, waitMs: deadlineMs / 2, onDatabaseMoved })
        : await hardenOnce({ ...common, waitMs: deadlineMs / 2 });
      const passing = last.failures.find(({ retryable }) => retryable);
      if (passing) throw passing;
      return last;
    };
    const done = await patience.untilItPasses(attempt);
    await journal?.end(done.failures.length > 0 ? 'failed' : 'done', done.failures[0]);
    const goesOnIn = 'goesOnIn' in done ? done.goesOnIn : undefined;
    return { ...now(), failures: done.failures, ...(goesOnIn === undefined ? {} : { goesOnIn }) };
  } catch (error) {
    // Whoever goes on in this process, or another, finds the lease free.
    if (signal.aborted) await journal?.close();
    signal.throwIfAborted();
    const failure = timeIsUp.aborted ? noTimeLeft(patience.obstacle) : error;
    if (!(failure instanceof AppError)) throw failure;
    if (app !== undefined && options.mayHandOver && failure.retryable) {
      const dyno = await handOver(makeClient(signal, handOverTiming), app, log);
      if (dyno !== undefined) {
        await journal?.end('handed-over');
        return { ...now(), failures: [], goesOnIn: dyno };
      }
    }
    await journal?.end('failed', failure);
    log.warn({ event: 'hardening-failed', hint: failure.hint }, messageOf(failure));
    // The attempt that this one is of may have had more in its way.
    const others = last?.failures.filter((other) => other !== failure) ?? [];
    return { ...now(), failures: [failure, ...others] };
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
