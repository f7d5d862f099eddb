import { chooseDatabases, warnOfPlanLimits } from '@pgwatch-heroku/bootstrap';
import { createHerokuClient, readHerokuApiUrls } from '@pgwatch-heroku/heroku-api';
import { exitCodes, type ProgramOptions, projectDir } from '@pgwatch-heroku/shared';
import { awayNotice } from './away-notice.js';
import { bootstrapAll } from './bootstrap-all.js';
import { readAttachments, readConfig, readPhase } from './config.js';
import { decideExit } from './exit-code.js';
import { findMonitored } from './find-monitored.js';
import { harden } from './harden/harden.js';
import { missingSecrets } from './missing-secrets.js';
import type { Outcome } from './outcome.js';
import { predestroy } from './predestroy.js';
import { summarize } from './summary.js';

/**
 * A release must end within a minute; postdeploy within two, and then the add-ons have had time to come up. A database
 * that does not answer keeps nobody from destroying an app.
 */
const deadlineMs = { release: 45_000, postdeploy: 105_000, resume: 300_000, predestroy: 30_000 };
/** What Heroku takes minutes for: postdeploy leaves it to a dyno of its own in time to end within two minutes. */
const hardenUntilMs = { postdeploy: 110_000, resume: 55 * 60_000 };
/** What is begun late still gets time to be handed over. */
const leastHardenMs = 5_000;

export interface ProvisionOptions extends ProgramOptions {
  /** Takes what is for a person, as the table at the end; stdout unless given. */
  print?: (text: string) => void;
}

/** The whole of the provisioner. @returns its exit code. @throws AppError with another. */
export async function provision(options: ProvisionOptions): Promise<number> {
  const { args, env, log, signal, print = (text) => process.stdout.write(text) } = options;
  const phase = readPhase(args);
  const config = readConfig(env);
  log.level = config.PGWATCH2_LOG_LEVEL;
  const { HEROKU_APP_NAME: app, HEROKU_APP_ID: appId } = config;
  if (phase === 'predestroy') {
    const databases = findMonitored(config, readAttachments(env));
    const apiKey = config.HEROKU_API_KEY;
    const timing = { patienceMs: deadlineMs.predestroy };
    const client = apiKey && createHerokuClient({ apiKey, ...readHerokuApiUrls(config), timing, log, signal });
    return predestroy({
      databases,
      app,
      appId,
      client: client || undefined,
      deadlineMs: deadlineMs.predestroy,
      log,
      signal,
    });
  }
  for (const name of missingSecrets(config)) {
    log.warn(
      { event: 'secret-missing', hint: `heroku config:set ${name}=$(openssl rand -hex 32)` },
      `${name} is not set: web shows nothing but how to set it`,
    );
  }
  if (config.PGWATCH2_TOPOLOGY === 'three-apps' && config.HEROKU_API_KEY === undefined && phase !== 'release') {
    const hint = 'heroku config:set HEROKU_API_KEY=$(heroku authorizations:create -S), then heroku run provisioner';
    log.warn({ event: 'topology-left-out', hint }, 'three-apps needs an API key: this app plays all parts');
  }
  const databases = chooseDatabases(config, readAttachments(env));
  const bootstrapped = await bootstrapAll({ databases, deadlineMs: deadlineMs[phase], app, appId, log, signal });
  const apiKey = config.HEROKU_API_KEY;
  // Roles in a database that could not even be bootstrapped are not worth the wait.
  const isHardened =
    phase !== 'release' && apiKey !== undefined && isUsable(bootstrapped.find(({ isPrimary }) => isPrimary));
  const hardening = isHardened
    ? await harden({
        config: { ...config, HEROKU_API_KEY: apiKey },
        outcomes: bootstrapped,
        deadlineMs: Math.max(leastHardenMs, hardenUntilMs[phase] - performance.now()),
        mayHandOver: phase === 'postdeploy',
        // Where the Dockerfile puts the sources: beside apps/.
        imageDir: projectDir,
        log,
        signal,
      })
    : undefined;
  const outcomes = hardening?.outcomes ?? bootstrapped;

  // Who has no database yet is not helped by what the plan of another lacks.
  const isWithout = outcomes.some(({ isPrimary, state }) => isPrimary && state === 'absent');
  const limits = warnOfPlanLimits(log, isWithout ? [] : outcomes.flatMap((outcome) => outcome.limits));
  const changes = outcomes.flatMap((outcome) => outcome.changes).length;
  const warnings = outcomes.flatMap((outcome) => outcome.warnings).length;
  const failed = outcomes.filter(({ state }) => state === 'failed').map(({ part }) => part);
  const done = changes === 0 ? 'nothing to change' : `${changes} changes made`;
  const sentence = failed.length === 0 ? done : `${failed.join(' and ')} failed, ${changes} changes made`;
  log[failed.length === 0 ? 'info' : 'warn'](
    { event: 'bootstrapped', phase, changes, warnings, failed: failed.length },
    `${phase}: ${sentence}`,
  );
  const hasLived = config.PGWATCH2_URL !== undefined || config.PGWATCH2_GRAFANA_URL !== undefined;
  const { exitCode, reason, hint, away } = decideExit(phase, outcomes, hasLived);
  // What ends a phase is an error in the log; what only degrades it is a warning.
  if (reason) log[exitCode === exitCodes.done ? 'warn' : 'error']({ event: 'verdict', phase, exitCode, hint }, reason);
  if (away) print(awayNotice({ outcome: away, appName: config.HEROKU_APP_NAME }));
  if (phase !== 'release') {
    const { threeApps, app: foundName } = hardening ?? {};
    const role = threeApps && threeApps.deleteMe === undefined ? 'collector' : config.PGWATCH2_APP;
    print(summarize({ app: role, appName: app ?? foundName, outcomes, limits, hardening }));
  }
  // The app works: only who was started for nothing else fails with it.
  if (phase === 'resume' && exitCode === exitCodes.done) return hardening?.failures[0]?.exitCode ?? exitCode;
  return exitCode;
}

function isUsable(outcome: Outcome | undefined): boolean {
  return outcome?.state === 'ready' || outcome?.state === 'shared';
}
