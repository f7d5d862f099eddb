import type { Server } from 'node:http';
import { chooseGrafanaDatabases, GrafanaSupervisor, keptSettings, readDynoMemoryMb } from '@pgwatch-heroku/grafana';
import { AppError, type Env, type Logger } from '@pgwatch-heroku/shared';
import type { Gateway } from '../gateway.js';
import { createGrafanaGateway, type GrafanaGateway } from './grafana-gateway.js';

/** What an app that runs Grafana knows from its config vars. */
export interface GrafanaConfig {
  DATABASE_URL?: string | undefined;
  PGWATCH2_URL?: string | undefined;
  PGWATCH2_GRAFANA_URL?: string | undefined;
  PGWATCH2_GRAFANA_STORE_URL?: string | undefined;
  PGWATCH2_SECRET_KEY: string;
  PGWATCH2_DYNO_MEMORY_MB?: number | undefined;
  GRAFANA_HOME?: string | undefined;
  GF_SECURITY_ADMIN_USER: string;
  PGWATCH2_ALERTS: boolean;
  PGWATCH2_ALERT_WEBHOOK_URL?: string | undefined;
  PGWATCH2_ALERT_EMAIL?: string | undefined;
  HEROKU_APP_DEFAULT_DOMAIN_NAME?: string | undefined;
}

export interface GrafanaOptions {
  config: GrafanaConfig;
  /** Grafana's own variables; those that keptSettings() knows are handed on. */
  variables: Env;
  log: Logger;
  /** Sign-in and sessions. */
  gateway: Gateway;
  /** Gets the listener for websockets. */
  server: Server;
}

export interface Grafana {
  supervisor: GrafanaSupervisor;
  gateway: GrafanaGateway;
  /** Whether others than admins get in. */
  viewersAllowed: boolean;
}

/** Grafana and the way to it; nothing runs yet. */
export function createGrafana({ config, variables, log, gateway: signIn, server }: GrafanaOptions): Grafana {
  const databases = chooseGrafanaDatabases(config);
  if (!databases) throw new AppError('bug', 'Grafana has no database'); // some are required
  const host = config.HEROKU_APP_DEFAULT_DOMAIN_NAME;
  const supervisor = new GrafanaSupervisor({
    ...{ log, databases },
    grafanaHome: config.GRAFANA_HOME,
    secretKey: config.PGWATCH2_SECRET_KEY,
    publicOrigin: host && `https://${host}`,
    dynoMemoryMb: config.PGWATCH2_DYNO_MEMORY_MB ?? readDynoMemoryMb(),
    kept: keptSettings(variables),
    alerts: {
      isEnabled: config.PGWATCH2_ALERTS,
      webhookUrl: config.PGWATCH2_ALERT_WEBHOOK_URL,
      email: config.PGWATCH2_ALERT_EMAIL,
    },
  });
  const gateway = createGrafanaGateway({
    ...{ log, gateway: signIn },
    status: () => supervisor.status,
    adminName: config.GF_SECURITY_ADMIN_USER,
    viewersAllowed: databases.hasReadingRole,
  });
  server.on('upgrade', gateway.upgrade);
  return { supervisor, gateway, viewersAllowed: databases.hasReadingRole };
}
