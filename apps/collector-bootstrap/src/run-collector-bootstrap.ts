import { bootstrapCollector, chooseDatabases } from '@pgwatch-heroku/bootstrap';
import { missingHints, type ProgramOptions, readFlags } from '@pgwatch-heroku/shared';
import { readConfig } from './config.js';

/** The whole of collector-bootstrap. @returns its exit code. @throws AppError with another. */
export async function runCollectorBootstrap({ args, env, log, signal }: ProgramOptions): Promise<number> {
  readFlags('collector-bootstrap (it takes no arguments)', [], args);
  const config = readConfig(env);
  log.level = config.PGWATCH2_LOG_LEVEL;
  const { collector } = chooseDatabases(config, []);
  if (!collector) {
    log.info({ event: 'skipped' }, `nothing to do: PGWATCH2_APP=${config.PGWATCH2_APP} has no Collector DB`);
    return 0;
  }
  const { label, url, pgwatch2Url } = collector;
  if (url === undefined) {
    log.warn(
      { event: 'skipped', hint: missingHints[label] },
      `nothing to do: ${label} is not set, so no Collector DB is attached`,
    );
    return 0;
  }
  const { changes } = await bootstrapCollector({ url, label, pgwatch2Url, log, signal });
  log.info(
    { event: 'bootstrapped', changes: changes.length },
    changes.length === 0 ? 'Collector DB: nothing to change' : `Collector DB: ${changes.length} changes made`,
  );
  return 0;
}
