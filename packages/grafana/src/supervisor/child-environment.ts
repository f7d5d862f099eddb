import { hkdfSync } from 'node:crypto';
import path from 'node:path';
import { connectionBudget } from '@pgwatch-heroku/shared';
import { toDatabaseSetting } from './database-setting.js';

export interface ChildEnvironmentOptions {
  /** Grafana's own database: PGWATCH2_GRAFANA_STORE_URL, or DATABASE_URL where a plan has no credentials. */
  storeUrl: string;
  storeVariable: string;
  /** PGWATCH2_SECRET_KEY, which Grafana's own keys are made of. */
  secretKey: string;
  /** Origin that people open: `https://sunny-day-1234.herokuapp.com`; undefined where it is not known. */
  publicOrigin?: string | undefined;
  port: number;
  /** A fresh folder, with `provisioning` in it. */
  dir: string;
  goLimit: string;
  /** Below this level Grafana says nothing. */
  logLevel: string;
  homeDashboard?: string | undefined;
  /** What keptSettings() found. */
  kept: Readonly<Record<string, string>>;
}

/** What Grafana is served under. */
export const grafanaPath = '/grafana';

/** Headers that tell Grafana who somebody is. Only the gateway sets them. */
export const identityHeaders = { user: 'x-webauth-user', role: 'x-webauth-role' } as const;

/**
 * The whole environment of the Grafana process, made from nothing: of our own variables none is in it. Its key and the
 * password of its first account come out of PGWATCH2_SECRET_KEY, so they are the same after every restart and are
 * stored nowhere.
 */
export function childEnvironment(options: ChildEnvironmentOptions): Record<string, string> {
  const { dir, port, secretKey, kept, publicOrigin = 'http://localhost' } = options;
  return {
    // Nothing that Grafana starts is meant to be found; its plug-ins are parts of itself.
    PATH: '/usr/bin:/bin',
    HOME: dir,
    TMPDIR: path.join(dir, 'tmp'),
    GOMEMLIMIT: options.goLimit,

    GF_SERVER_PROTOCOL: 'http',
    GF_SERVER_HTTP_ADDR: '127.0.0.1',
    GF_SERVER_HTTP_PORT: String(port),
    GF_SERVER_ROOT_URL: `${publicOrigin}${grafanaPath}/`,
    GF_SERVER_SERVE_FROM_SUB_PATH: 'true',
    GF_SERVER_ENABLE_GZIP: 'false',

    // Grafana looks at the type before it looks at the URL.
    GF_DATABASE_TYPE: 'postgres',
    GF_DATABASE_URL: toDatabaseSetting(options.storeUrl, options.storeVariable),
    // Encrypted, not verified: Heroku's databases sign their certificates themselves.
    GF_DATABASE_SSL_MODE: 'require',
    // Migrations take two: one holds the lock, one works.
    GF_DATABASE_MAX_OPEN_CONN: String(connectionBudget.grafana.ownTables),
    GF_DATABASE_MAX_IDLE_CONN: '1',
    // Two dynos overlap at a deploy: one migrates. The other one finds the lock taken and ends at once: of PostgreSQL the
    // lock is only tried for, whatever locking_attempt_timeout_sec says. The supervisor starts it again.
    GF_DATABASE_MIGRATION_LOCKING: 'true',

    GF_AUTH_PROXY_ENABLED: 'true',
    GF_AUTH_PROXY_HEADER_NAME: identityHeaders.user,
    GF_AUTH_PROXY_HEADER_PROPERTY: 'username',
    GF_AUTH_PROXY_HEADERS: `Role:${identityHeaders.role}`,
    GF_AUTH_PROXY_AUTO_SIGN_UP: 'true',
    GF_AUTH_PROXY_WHITELIST: '127.0.0.1',
    // No session of Grafana's own: who is signed out here is signed out there.
    GF_AUTH_PROXY_ENABLE_LOGIN_TOKEN: 'false',
    // Minutes until a changed role arrives.
    GF_AUTH_PROXY_SYNC_TTL: '1',
    GF_AUTH_DISABLE_LOGIN_FORM: 'true',
    GF_AUTH_BASIC_ENABLED: 'false',
    GF_AUTH_ANONYMOUS_ENABLED: 'false',
    GF_USERS_ALLOW_SIGN_UP: 'false',
    GF_USERS_ALLOW_ORG_CREATE: 'false',
    GF_USERS_AUTO_ASSIGN_ORG_ROLE: 'Viewer',

    GF_SECURITY_SECRET_KEY: derive(secretKey, 'Grafana secret key'),
    GF_SECURITY_ADMIN_USER: 'admin',
    // Nobody can use it while form and basic auth are off; without it the password would be `admin`.
    GF_SECURITY_ADMIN_PASSWORD: derive(secretKey, 'Grafana first password'),
    GF_SECURITY_COOKIE_SECURE: String(publicOrigin.startsWith('https:')),
    GF_SECURITY_DISABLE_GRAVATAR: 'true',

    GF_PATHS_DATA: path.join(dir, 'data'),
    GF_PATHS_LOGS: path.join(dir, 'logs'),
    GF_PATHS_PLUGINS: path.join(dir, 'plugins'),
    GF_PATHS_PROVISIONING: path.join(dir, 'provisioning'),
    GF_PLUGINS_PLUGIN_ADMIN_ENABLED: 'false',
    GF_PLUGINS_PREINSTALL_DISABLED: 'true',
    GF_PLUGINS_PUBLIC_KEY_RETRIEVAL_DISABLED: 'true',

    GF_ANALYTICS_REPORTING_ENABLED: 'false',
    GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
    GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
    GF_ANALYTICS_FEEDBACK_LINKS_ENABLED: 'false',
    GF_NEWS_NEWS_FEED_ENABLED: 'false',
    GF_SNAPSHOTS_EXTERNAL_ENABLED: 'false',

    GF_LOG_MODE: 'console',
    GF_LOG_CONSOLE_FORMAT: 'json',
    GF_LOG_LEVEL: options.logLevel,
    // Below the router's 30 s, so that the person at the page gets Grafana's words.
    GF_DATAPROXY_TIMEOUT: '25',
    ...(options.homeDashboard ? { GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH: options.homeDashboard } : {}),
    ...kept,
  };
}

const derive = (secretKey: string, purpose: string) =>
  Buffer.from(hkdfSync('sha256', secretKey, 'pgwatch-heroku', purpose, 32)).toString('base64url');
