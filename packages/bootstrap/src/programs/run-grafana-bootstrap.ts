import { appVariablesSchema, commonEnvSchema, parseEnv, readFlags } from '@pgwatch-heroku/shared';
import { bootstrapGrafana } from '../bootstrap-grafana.js';
import { chooseDatabases } from '../choose-databases.js';
import { warnOfPlanLimits } from '../plan-limits.js';
import { findOwn } from './find-own.js';
import type { BootstrapProgramOptions } from './options.js';
import { tellChanges } from './tell-changes.js';

export const grafanaBootstrapSchema = commonEnvSchema.extend(
  appVariablesSchema.pick({
    PGWATCH2_APP: true,
    DATABASE_URL: true,
    PGWATCH2_URL: true,
    PGWATCH2_GRAFANA_URL: true,
    PGWATCH2_GRAFANA_STORE_URL: true,
  }).shape,
);

/** The whole of grafana-bootstrap. @returns its exit code. @throws AppError with another. */
export async function runGrafanaBootstrap({ args, env, log, signal }: BootstrapProgramOptions): Promise<number> {
  readFlags('grafana-bootstrap (it takes no arguments)', [], args);
  const config = parseEnv(grafanaBootstrapSchema, env);
  log.level = config.PGWATCH2_LOG_LEVEL;
  const { grafana } = chooseDatabases(config, []);
  // In the Grafana app there is none: that of the Collector DB issues the grants.
  const own = findOwn(grafana, { app: config.PGWATCH2_APP, what: 'Collector DB', log });
  if (!own) return 0;
  const { changes, limits } = await bootstrapGrafana({ ...own, log, signal });
  warnOfPlanLimits(log, limits);
  tellChanges(log, 'Grafana', changes);
  return 0;
}
