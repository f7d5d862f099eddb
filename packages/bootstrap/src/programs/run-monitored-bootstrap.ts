import { appVariablesSchema, commonEnvSchema, discoverAttachments, parseEnv, readFlags } from '@pgwatch-heroku/shared';
import { bootstrapMonitored } from '../bootstrap-monitored.js';
import { chooseDatabases } from '../choose-databases.js';
import { warnOfPlanLimits } from '../plan-limits.js';
import { uninstallMonitored } from '../uninstall-monitored.js';
import { findOwn } from './find-own.js';
import type { BootstrapProgramOptions } from './options.js';
import { tellChanges } from './tell-changes.js';

export const monitoredBootstrapSchema = commonEnvSchema.extend(
  appVariablesSchema.pick({
    PGWATCH2_APP: true,
    DATABASE_URL: true,
    PGWATCH2_URL: true,
    MONITOREDDB_URL: true,
    HEROKU_APP_NAME: true,
    HEROKU_APP_ID: true,
  }).shape,
);

/** The whole of monitored-bootstrap. @returns its exit code. @throws AppError with another. */
export async function runMonitoredBootstrap({ args, env, log, signal }: BootstrapProgramOptions): Promise<number> {
  const { helpers, uninstall } = readFlags(
    'monitored-bootstrap [--helpers | --uninstall]',
    ['helpers', 'uninstall'],
    args,
  );
  const config = parseEnv(monitoredBootstrapSchema, env);
  log.level = config.PGWATCH2_LOG_LEVEL;
  // One of those that are attached may say which role monitors ours.
  const { monitored } = chooseDatabases(config, discoverAttachments(env));
  const own = findOwn(monitored, { app: config.PGWATCH2_APP, what: 'monitored database', log });
  if (!own) return 0;
  if (uninstall) {
    const { changes, warnings, credentials } = await uninstallMonitored({
      url: own.url,
      label: own.label,
      log,
      signal,
    });
    for (const credential of credentials) {
      const hint = `heroku pg:credentials:destroy <the database> --name ${credential} --app <the app that owns it>`;
      log.warn({ event: 'left-behind', hint }, `credential ${credential} was made for this and is not needed any more`);
    }
    log.info(
      { event: 'uninstalled', changes: changes.length, warnings: warnings.length },
      changes.length + warnings.length === 0
        ? 'Monitored DB: nothing of ours is written down there'
        : `Monitored DB: ${changes.length} things removed, ${warnings.length} left`,
    );
    return 0;
  }
  const { changes, limits } = await bootstrapMonitored({
    ...{ ...own, helpers, app: config.HEROKU_APP_NAME, appId: config.HEROKU_APP_ID },
    ...{ log, signal },
  });
  warnOfPlanLimits(log, limits);
  tellChanges(log, 'Monitored DB', changes);
  return 0;
}
