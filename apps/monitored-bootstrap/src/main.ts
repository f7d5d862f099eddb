import { bootstrapMonitored, chooseDatabases } from '@pgwatch-heroku/bootstrap';
import { createLogger, runMain } from '@pgwatch-heroku/shared';
import { readArguments, readAttachments, readConfig } from './config.js';

const log = createLogger({ name: 'monitored-bootstrap' });

await runMain(log, async ({ signal }) => {
  const config = readConfig();
  log.level = config.PGWATCH2_LOG_LEVEL;
  const { helpers } = readArguments();
  const { monitored } = chooseDatabases(config, readAttachments());
  if (!monitored) {
    log.info({ event: 'skipped' }, `PGWATCH2_APP=${config.PGWATCH2_APP} owns no monitored database: nothing to do`);
    return 0;
  }
  const { label, url, monitoringRole } = monitored;
  if (url === undefined) {
    log.warn({ event: 'skipped' }, `${label} is not set: no monitored database is attached, nothing to do`);
    return 0;
  }
  const { changes } = await bootstrapMonitored({ url, label, monitoringRole, helpers, log, signal });
  log.info(
    { event: 'bootstrapped', changes: changes.length },
    changes.length === 0 ? 'Monitored DB: nothing to change' : `Monitored DB: ${changes.length} changes made`,
  );
  return 0;
});
