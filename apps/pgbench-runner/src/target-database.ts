import type { Config } from './config.js';

/** How pg_stat_activity names our connections to it. */
export const applicationName = 'pgwatch-heroku-pgbench';

/** The database that gets the load: by its config var, which is also how it is named to people. */
export interface Target {
  variable: string;
  url: string;
}

/**
 * Only the Monitored DB app may write to DATABASE_URL: in every other app that is the Collector DB. A Collector or
 * Grafana app has no sample, and what is still attached to it under that name is somebody's data.
 */
export function targetDatabase(config: Config): Target | undefined {
  if (config.PGWATCH2_APP === 'collector' || config.PGWATCH2_APP === 'grafana') return undefined;
  if (config.MONITOREDDB_URL) return { variable: 'MONITOREDDB_URL', url: config.MONITOREDDB_URL };
  if (config.PGWATCH2_APP === 'monitored' && config.DATABASE_URL) {
    return { variable: 'DATABASE_URL', url: config.DATABASE_URL };
  }
  return undefined;
}
