import { siblingNames } from '@pgwatch-heroku/provisioning';
import type { Configured } from '../api/api-context.js';
import type { Config } from '../config.js';

/** What the set-up called the other two of three apps; it cannot be known here whether they were renamed since. */
export function readSiblings(config: Config): Configured['siblings'] {
  if (config.PGWATCH2_APP !== 'collector' || config.HEROKU_APP_NAME === undefined) return null;
  const { PGWATCH2_GRAFANA_APP_NAME, PGWATCH2_MONITOREDDB_APP_NAME } = config;
  return siblingNames(config.HEROKU_APP_NAME, { PGWATCH2_GRAFANA_APP_NAME, PGWATCH2_MONITOREDDB_APP_NAME });
}
