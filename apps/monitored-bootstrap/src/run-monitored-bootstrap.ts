import { bootstrapMonitored, chooseDatabases, uninstallMonitored, warnOfPlanLimits } from '@pgwatch-heroku/bootstrap';
import { missingHints, type ProgramOptions, readFlags } from '@pgwatch-heroku/shared';
import { readAttachments, readConfig } from './config.js';

/** The whole of monitored-bootstrap. @returns its exit code. @throws AppError with another. */
export async function runMonitoredBootstrap({ args, env, log, signal }: ProgramOptions): Promise<number> {
  const { helpers, uninstall } = readFlags(
    'monitored-bootstrap [--helpers | --uninstall]',
    ['helpers', 'uninstall'],
    args,
  );
  const config = readConfig(env);
  log.level = config.PGWATCH2_LOG_LEVEL;
  const { monitored } = chooseDatabases(config, readAttachments(env));
  if (!monitored) {
    log.info({ event: 'skipped' }, `nothing to do: PGWATCH2_APP=${config.PGWATCH2_APP} owns no monitored database`);
    return 0;
  }
  const { label, url, monitoringRole } = monitored;
  if (url === undefined) {
    log.warn(
      { event: 'skipped', hint: missingHints[label] },
      `nothing to do: ${label} is not set, so no monitored database is attached`,
    );
    return 0;
  }
  if (uninstall) {
    const { changes, warnings } = await uninstallMonitored({ url, label, log, signal });
    log.info(
      { event: 'uninstalled', changes: changes.length, warnings: warnings.length },
      changes.length + warnings.length === 0
        ? 'Monitored DB: nothing of ours is written down there'
        : `Monitored DB: ${changes.length} things removed, ${warnings.length} left`,
    );
    return 0;
  }
  const app = config.HEROKU_APP_NAME;
  const { changes, limits } = await bootstrapMonitored({ url, label, monitoringRole, helpers, app, log, signal });
  warnOfPlanLimits(log, limits);
  log.info(
    { event: 'bootstrapped', changes: changes.length },
    changes.length === 0 ? 'Monitored DB: nothing to change' : `Monitored DB: ${changes.length} changes made`,
  );
  return 0;
}
