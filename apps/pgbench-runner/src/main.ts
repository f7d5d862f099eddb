import { createLogger, runMain, sleep, untilStopped } from '@pgwatch-heroku/shared';
import { readConfig } from './config.js';
import { explainIdling } from './explain-idling.js';
import { run } from './run.js';
import { targetDatabase } from './target-database.js';

const log = createLogger({ name: 'pgbench' });
await runMain(log, async (lifecycle) => {
  const config = readConfig();
  log.level = config.PGWATCH2_LOG_LEVEL;
  if (config.DYNO) log.setBindings({ dyno: config.DYNO });
  const target = targetDatabase(config);
  if (!target) {
    // Ending would only make Heroku start the dyno again and again.
    const { hint, message } = explainIdling(config.PGWATCH2_APP);
    log.warn({ event: 'idle', hint }, message);
    return untilStopped(lifecycle);
  }
  const running = run(target, config, log, lifecycle.signal);
  lifecycle.onStop('load', () => Promise.race([running.catch(() => undefined), sleep(8_000)]));
  await running;
  return untilStopped(lifecycle);
});
