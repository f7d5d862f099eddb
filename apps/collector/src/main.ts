import { ensureSchema } from '@pgwatch-heroku/bootstrap';
import { createLogger, runMain, untilStopped } from '@pgwatch-heroku/shared';
import { startCollector } from './collector.js';
import { readConfig } from './config.js';

const log = createLogger({ name: 'collector' });
await runMain(log, async (lifecycle) => {
  const config = readConfig();
  log.level = config.PGWATCH2_LOG_LEVEL;
  if (config.DYNO) log.setBindings({ dyno: config.DYNO });
  const { signal } = lifecycle;
  await ensureSchema({ url: config.DATABASE_URL, pgwatch2Url: config.PGWATCH2_URL, log, signal });
  await startCollector(config, log, lifecycle);
  return untilStopped(lifecycle);
});
