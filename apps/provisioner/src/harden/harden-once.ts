import type { App, HerokuClient } from '@pgwatch-heroku/heroku-api';
import {
  credentialRows,
  doStep,
  enableDynoMetadata,
  ensureLoggingAddon,
  type HardenResult,
  hardenApp,
  type OnStep,
} from '@pgwatch-heroku/provisioning';
import { AppError, type Logger, messageOf } from '@pgwatch-heroku/shared';
import type { Config } from '../config.js';
import type { Outcome } from '../outcome.js';
import { bootstrapWithUrls } from './bootstrap-with-urls.js';
import type { Pace } from './pace.js';

export interface HardenOnceOptions {
  client: HerokuClient;
  /** This app. */
  own: App;
  config: Config;
  pace: Pace;
  onStep: OnStep;
  /** For one bootstrap of all databases. */
  deadlineMs: number;
  /** A credential that takes longer is left for the next time, and keeps the others no longer. */
  waitMs: number;
  log: Logger;
  signal: AbortSignal;
}

/** Heroku's queue can be long, but what takes this long is stuck. */
const mostWaitMs = 10 * 60_000;

/** Everything that a key makes possible, once through: dyno metadata, credentials with their rights, the logging add-on. */
export async function hardenOnce(options: HardenOnceOptions): Promise<HardenResult & { outcomes: Outcome[] }> {
  const { client, config, onStep, log, signal } = options;
  const app = options.own.name;
  await enableDynoMetadata(client, app);
  let outcomes: Outcome[] = [];
  const result = await hardenApp({
    client,
    app,
    rows: credentialRows[config.PGWATCH2_APP],
    bootstrap: async (urls) => {
      const done = await bootstrapWithUrls(config, urls, {
        ...{ deadlineMs: options.deadlineMs, app, appId: options.own.id },
        ...{ log, signal },
      });
      outcomes = done.outcomes;
      return done.verdicts;
    },
    onStep,
    log,
    wait: { intervalMs: options.pace.lookMs.short, timeoutMs: Math.min(options.waitMs, mostWaitMs) },
    signal,
  });
  const plan = config.PGWATCH2_LOGGING_PLAN;
  if (plan !== undefined) {
    await doStep(
      onStep,
      { id: 'logging', title: `Logging add-on ${plan}` },
      () => ensureLoggingAddon(client, app, plan),
      (isNew) => (isNew ? 'added' : 'there is one'),
    ).catch((error: unknown) => {
      signal.throwIfAborted();
      if (!(error instanceof AppError)) throw error;
      log.warn({ event: 'hardening-failed', hint: error.hint }, messageOf(error));
      result.failures.push(error);
    });
  }
  return { ...result, outcomes };
}
