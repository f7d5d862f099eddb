import type { Server } from 'node:http';
import { createGateway, createGrafana, Readiness, waitingReason } from '@pgwatch-heroku/gateway';
import { closeServer, type FrontDoor } from '@pgwatch-heroku/gateway/server';
import { connectionBudget, createPool, type Lifecycle, type Logger } from '@pgwatch-heroku/shared';
import { type Config, readGrafanaVariables } from './config.js';
import { createApp } from './create-app.js';
import { ensureSessionTable } from './ensure-session-table.js';
import { sessionTable } from './sql/session-table.js';

export interface GrafanaAppOptions {
  config: Config;
  log: Logger;
  lifecycle: Lifecycle;
  /** Listens already. */
  server: Server;
  door: FrontDoor;
}

const storeVariable = 'PGWATCH2_GRAFANA_STORE_URL';

/** Puts the sign-in and Grafana behind the door; resolves when people can sign in. */
export async function startGrafana({ config, log, lifecycle, server, door }: GrafanaAppOptions): Promise<void> {
  const pool = createPool({
    url: config[storeVariable],
    label: storeVariable,
    applicationName: 'pgwatch-heroku grafana sessions',
    maxConnections: connectionBudget.grafanaApp.sessions,
    statementTimeoutMs: 20_000,
    queryTimeoutMs: 25_000,
    lockTimeoutMs: 5_000,
  });
  lifecycle.onStop('pool', () => pool.end());
  const gateway = createGateway({
    ...{ pool, log, sessionTable },
    adminPassword: config.adminPassword,
    adminName: config.GF_SECURITY_ADMIN_USER,
    secretKey: config.PGWATCH2_SECRET_KEY,
    appName: config.HEROKU_APP_NAME,
  });
  lifecycle.onStop('gateway', () => gateway.close());
  const { supervisor, gateway: grafana } = createGrafana({
    ...{ config, log, server, gateway },
    variables: readGrafanaVariables(),
  });
  lifecycle.onStop('websockets', () => grafana.close());
  lifecycle.onStop('http', () => closeServer(server));
  const readiness = new Readiness();
  door.open(createApp({ log, gateway, grafana, readiness, isReady: () => supervisor.status.state === 'ready' }));

  await ensureSessionTable({
    url: config[storeVariable],
    label: storeVariable,
    log,
    signal: lifecycle.signal,
    onWaiting: (error) => readiness.setWaiting(storeVariable, waitingReason(error)),
  });
  readiness.setReady();
  // Started last and ended first, so that two dynos that overlap seldom run two of them.
  lifecycle.onStop('grafana', () => supervisor.stop());
  supervisor.start();
}
