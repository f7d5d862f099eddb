import type { Server } from 'node:http';
import { createGrafanaGateway, type Gateway, type GrafanaGateway } from '@pgwatch-heroku/gateway';
import { chooseGrafanaDatabases, GrafanaSupervisor, keptSettings, readDynoMemoryMb } from '@pgwatch-heroku/grafana';
import { AppError, type Logger } from '@pgwatch-heroku/shared';
import { type Config, readGrafanaVariables } from '../config.js';

export interface Grafana {
  supervisor: GrafanaSupervisor;
  gateway: GrafanaGateway;
}

/** Grafana and the way to it; nothing runs yet. */
export function createGrafana(options: { config: Config; log: Logger; gateway: Gateway; server: Server }): Grafana {
  const { config, log, server } = options;
  const databases = chooseGrafanaDatabases(config);
  if (!databases) throw new AppError('bug', 'Grafana has no database'); // DATABASE_URL is required
  const host = config.HEROKU_APP_DEFAULT_DOMAIN_NAME;
  const supervisor = new GrafanaSupervisor({
    ...{ log, databases },
    grafanaHome: config.GRAFANA_HOME,
    secretKey: config.PGWATCH2_SECRET_KEY,
    publicOrigin: host && `https://${host}`,
    dynoMemoryMb: config.PGWATCH2_DYNO_MEMORY_MB ?? readDynoMemoryMb(),
    kept: keptSettings(readGrafanaVariables()),
  });
  const gateway = createGrafanaGateway({
    log,
    status: () => supervisor.status,
    gateway: options.gateway.router,
    adminName: config.GF_SECURITY_ADMIN_USER,
    viewersAllowed: databases.hasReadingRole,
  });
  server.on('upgrade', gateway.upgrade);
  return { supervisor, gateway };
}
