import {
  type AppRole,
  type Attachment,
  databaseUrlSchema,
  isSameDatabase,
  parseDatabaseUrl,
} from '@pgwatch-heroku/shared';

export interface DatabaseEnv {
  PGWATCH2_APP: AppRole;
  DATABASE_URL?: string | undefined;
  PGWATCH2_URL?: string | undefined;
  PGWATCH2_GRAFANA_URL?: string | undefined;
  PGWATCH2_GRAFANA_STORE_URL?: string | undefined;
  MONITOREDDB_URL?: string | undefined;
}

export interface ChosenDatabases {
  /** Undefined in apps that have no Collector DB of their own. */
  collector?: { label: 'DATABASE_URL'; url: string | undefined; pgwatch2Url: string | undefined };
  grafana?: {
    label: 'DATABASE_URL';
    url: string | undefined;
    pgwatch2Url: string | undefined;
    grafanaUrl: string | undefined;
    grafanaStoreUrl: string | undefined;
  };
  monitored?: {
    label: 'DATABASE_URL' | 'MONITOREDDB_URL';
    url: string | undefined;
    monitoringRole: string | undefined;
  };
}

/**
 * Which databases an app bootstraps, and by which variable it reaches them. DATABASE is the Collector DB, except in the
 * Monitored DB app, where it is the monitored one. The Grafana app holds nobody's default credential: the app of the
 * Collector DB issues its grants.
 */
export function chooseDatabases(env: DatabaseEnv, attachments: readonly Attachment[]): ChosenDatabases {
  const { PGWATCH2_APP: app, DATABASE_URL: url, PGWATCH2_URL: pgwatch2Url } = env;
  const { PGWATCH2_GRAFANA_URL: grafanaUrl, PGWATCH2_GRAFANA_STORE_URL: grafanaStoreUrl } = env;
  const monitored = (label: 'DATABASE_URL' | 'MONITOREDDB_URL') => ({
    label,
    url: env[label],
    monitoringRole: chooseMonitoringRole(env[label], pgwatch2Url, attachments),
  });
  if (app === 'grafana') return {};
  if (app === 'monitored') return { monitored: monitored('DATABASE_URL') };
  return {
    collector: { label: 'DATABASE_URL', url, pgwatch2Url },
    grafana: { label: 'DATABASE_URL', url, pgwatch2Url, grafanaUrl, grafanaStoreUrl },
    ...(app === 'all' ? { monitored: monitored('MONITOREDDB_URL') } : {}),
  };
}

/**
 * The role that a collector uses in the database behind `url`: that of PGWATCH2_URL or of the first
 * PGWATCH2_MONITOREDDB_<NAME>_URL that leads to the same database; undefined when it is the owner itself.
 */
function chooseMonitoringRole(
  url: string | undefined,
  pgwatch2Url: string | undefined,
  attachments: readonly Attachment[],
): string | undefined {
  if (url === undefined) return undefined;
  const named = attachments.filter(({ monitored, variable }) => monitored && variable !== 'MONITOREDDB_URL');
  const candidates = [
    ...(pgwatch2Url === undefined ? [] : [pgwatch2Url]),
    ...named.map((attachment) => attachment.url),
  ];
  const same = candidates.find((candidate) => isReadable(candidate) && isSameDatabase(candidate, url));
  return same === undefined ? undefined : parseDatabaseUrl(same, 'candidate').user;
}

/** A URL that cannot be read is reported where it is used; here it leads nowhere. */
function isReadable(url: string): boolean {
  return databaseUrlSchema.safeParse(url).success;
}
