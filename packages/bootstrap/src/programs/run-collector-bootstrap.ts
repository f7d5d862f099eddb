import { appVariablesSchema, commonEnvSchema, parseEnv, readFlags } from '@pgwatch-heroku/shared';
import { bootstrapCollector } from '../bootstrap-collector.js';
import { chooseDatabases } from '../choose-databases.js';
import { findOwn } from './find-own.js';
import type { BootstrapProgramOptions } from './options.js';
import { tellChanges } from './tell-changes.js';

export const collectorBootstrapSchema = commonEnvSchema.extend(
  appVariablesSchema.pick({ PGWATCH2_APP: true, DATABASE_URL: true, PGWATCH2_URL: true }).shape,
);

/** The whole of collector-bootstrap. @returns its exit code. @throws AppError with another. */
export async function runCollectorBootstrap({ args, env, log, signal }: BootstrapProgramOptions): Promise<number> {
  readFlags('collector-bootstrap (it takes no arguments)', [], args);
  const config = parseEnv(collectorBootstrapSchema, env);
  log.level = config.PGWATCH2_LOG_LEVEL;
  const { collector } = chooseDatabases(config, []);
  const own = findOwn(collector, { app: config.PGWATCH2_APP, what: 'Collector DB', log });
  if (!own) return 0;
  const { changes } = await bootstrapCollector({ ...own, log, signal });
  tellChanges(log, 'Collector DB', changes);
  return 0;
}
