import { bootstrapMonitored, chooseDatabases, warnOfPlanLimits } from '@pgwatch-heroku/bootstrap';
import { createLogger, missingHints, readFlags, runMain } from '@pgwatch-heroku/shared';
import { readAttachments, readConfig } from './config.js';

const log = createLogger({ name: 'monitored-bootstrap' });

await runMain(log, async ({ signal }) => {
  const { helpers } = readFlags('monitored-bootstrap [--helpers]', ['helpers']);
  const config = readConfig();
  log.level = config.PGWATCH2_LOG_LEVEL;
  const { monitored } = chooseDatabases(config, readAttachments());
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
  const { changes, limits } = await bootstrapMonitored({ url, label, monitoringRole, helpers, log, signal });
  warnOfPlanLimits(log, limits);
  log.info(
    { event: 'bootstrapped', changes: changes.length },
    changes.length === 0 ? 'Monitored DB: nothing to change' : `Monitored DB: ${changes.length} changes made`,
  );
  return 0;
});
