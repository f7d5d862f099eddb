import { makeThreeApps, type ThreeAppsResult, threeAppsVariablesSchema } from '@pgwatch-heroku/provisioning';
import type { Config } from '../config.js';
import { bootstrapWithUrls } from '../harden/bootstrap-with-urls.js';
import type { HardenOnceOptions } from '../harden/harden-once.js';
import type { Outcome } from '../outcome.js';

/** Heroku delivers databases and builds in minutes: looked at less often when there is time. */
const shortWaitMs = 120_000;

/** Of what was chosen, all but the place: the Collector elsewhere is there already. */
const places = ['PGWATCH2_TEAM', 'PGWATCH2_SPACE', 'PGWATCH2_REGION', 'PGWATCH2_COLLECTOR_APP_NAME'];
const inheritedNames = [
  ...Object.keys(threeAppsVariablesSchema.shape).filter((name) => !places.includes(name)),
  'PGWATCH2_LOGGING_PLAN',
  'PGWATCH2_ADMIN_PASSWORD',
  'PGWATCH2_SECRET_KEY',
];
const setupNames = ['HEROKU_API_KEY', 'HEROKU_HOST', 'HEROKU_DATA_HOST'];

/** The three apps, once through. */
export async function threeAppsOnce(
  options: HardenOnceOptions & { imageDir: string; onDatabaseMoved: (url: string) => Promise<void> },
): Promise<ThreeAppsResult & { outcomes: Outcome[] }> {
  const { client, own, config, pace, imageDir, onStep, waitMs, log, signal } = options;
  const outcomes: Partial<Record<'collector' | 'monitored', Outcome[]>> = {};
  const result = await makeThreeApps({
    ...{ client, own, onStep, log, signal, imageDir },
    variables: config,
    loggingPlan: config.PGWATCH2_LOGGING_PLAN,
    inherited: pick(config, inheritedNames),
    setupEnv: pick(config, setupNames),
    bootstrap: async (role, urls) => {
      // Those of the app that this process was started in belong to other databases than the given ones.
      const others = {
        PGWATCH2_URL: undefined,
        PGWATCH2_GRAFANA_URL: undefined,
        PGWATCH2_GRAFANA_STORE_URL: undefined,
      };
      const done = await bootstrapWithUrls({ ...config, ...others, PGWATCH2_APP: role }, urls, {
        ...{ deadlineMs: options.deadlineMs, app: own.name, appId: own.id, log, signal },
      });
      outcomes[role] = done.outcomes;
      return done.verdicts;
    },
    onDatabaseMoved: options.onDatabaseMoved,
    wait: { intervalMs: waitMs > shortWaitMs ? pace.lookMs.long : pace.lookMs.short, timeoutMs: waitMs },
  });
  const ofMonitored = (outcomes.monitored ?? []).map((outcome) => ({ ...outcome, isPrimary: false }));
  return { ...result, outcomes: [...(outcomes.collector ?? []), ...ofMonitored] };
}

function pick(config: Config, names: readonly string[]): Record<string, string> {
  const values = Object.entries(config).filter(([name, value]) => names.includes(name) && value !== undefined);
  return Object.fromEntries(values.map(([name, value]) => [name, String(value)]));
}
