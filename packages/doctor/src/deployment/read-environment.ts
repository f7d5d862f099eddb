import { discoverAttachments, type Env, isSameDatabase, parseDatabaseUrl, parseDyno } from '@pgwatch-heroku/shared';

/** What the config vars of this app say, without any of their values that are secret. */
export interface Environment {
  /** On a dyno, as Heroku and its local likeness name them. */
  isDyno: boolean;
  appName: string | null;
  /** `v42`; null where Heroku does not tell. */
  release: string | null;
  hasApiKey: boolean;
  /** Secrets that are not set or too short to be any. */
  missingSecrets: string[];
  /** Roles that the parts log in as; null where the config var is not set. */
  ownerRole: string | null;
  collectorRole: string | null;
  grafanaRole: string | null;
  /** Config vars of attached databases that nothing here uses. */
  notMonitored: string[];
  /** Attached databases to monitor that are logged in to as the sample's owner. */
  monitored: number;
}

const secrets = { PGWATCH2_ADMIN_PASSWORD: 12, PGWATCH2_SECRET_KEY: 16 } as const;
/** Whatever leads to the Collector DB, by any of its credentials, is in use. */
const ours = ['DATABASE_URL', 'PGWATCH2_URL', 'PGWATCH2_GRAFANA_URL', 'PGWATCH2_GRAFANA_STORE_URL'];

export function readEnvironment(env: Env): Environment {
  const attachments = discoverAttachments(env);
  const monitored = attachments.filter((one) => one.monitored);
  const used = [...ours.flatMap((name) => env[name] || []), ...monitored.map(({ url }) => url)];
  const roleOf = (variable: string) => userOf(env[variable]);
  return {
    isDyno: parseDyno(env['DYNO']) !== undefined,
    appName: env['HEROKU_APP_NAME'] || null,
    release: env['HEROKU_RELEASE_VERSION'] || null,
    hasApiKey: Boolean(env['HEROKU_API_KEY']),
    missingSecrets: Object.entries(secrets).flatMap(([name, length]) =>
      (env[name] ?? '').length < length ? [name] : [],
    ),
    ownerRole: roleOf('DATABASE_URL'),
    collectorRole: roleOf('PGWATCH2_URL'),
    grafanaRole: roleOf('PGWATCH2_GRAFANA_URL'),
    notMonitored: attachments
      .filter((one) => !one.monitored && !used.some((url) => isSameDatabase(url, one.url)))
      .map(({ variable }) => variable),
    monitored: monitored.length,
  };
}

function userOf(url: string | undefined): string | null {
  if (!url) return null;
  try {
    return parseDatabaseUrl(url, 'a config var').user;
  } catch {
    return null; // whoever uses it says so
  }
}
