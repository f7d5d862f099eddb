import type { Server } from 'node:http';
import path from 'node:path';
import { createGateway, createGrafana, Readiness, waitingReason } from '@pgwatch-heroku/gateway';
import { closeServer, type FrontDoor } from '@pgwatch-heroku/gateway/server';
import { type Lifecycle, type Logger, projectDir, SourceAccess } from '@pgwatch-heroku/shared';
import { apiRouter } from './api/api-router.js';
import {
  type Config,
  readDoctorEnvironment,
  readGrafanaVariables,
  readMonitoredAttachments,
  readUnmonitoredAttachments,
} from './config.js';
import { createPools } from './create-pools.js';
import { keepDiscovering } from './discovery/keep-discovering.js';
import { Doctor } from './doctor/doctor.js';
import { createLogDrain } from './drain/log-drain.js';
import { HerokuJobs } from './heroku/heroku-jobs.js';
import { LogTails } from './heroku/log-tails.js';
import { createMetricsEndpoint } from './metrics/metrics-endpoint.js';
import { createApp } from './server/create-app.js';
import { readyz } from './server/readyz.js';
import { readSiblings } from './setup/read-siblings.js';

export interface WebOptions {
  config: Config;
  log: Logger;
  lifecycle: Lifecycle;
  /** Listens already. */
  server: Server;
  door: FrontDoor;
}

/** Puts the app behind the door, and resolves when the store is ready for it. */
export async function startWeb({ config, log, lifecycle, server, door }: WebOptions): Promise<void> {
  const pools = createPools(config.PGWATCH2_URL ?? config.DATABASE_URL, 'the Collector DB');
  lifecycle.onStop('pools', () => Promise.all([pools.reading.end(), pools.sessions.end()]));
  const gateway = createGateway({
    adminPassword: config.PGWATCH2_ADMIN_PASSWORD,
    secretKey: config.PGWATCH2_SECRET_KEY,
    appName: config.HEROKU_APP_NAME,
    pool: pools.sessions,
    log,
  });
  lifecycle.onStop('gateway', () => gateway.close());
  const grafana = createGrafana({ config, log, server, gateway, variables: readGrafanaVariables() });
  lifecycle.onStop('websockets', () => grafana.gateway.close());
  // Stops before what its requests use.
  lifecycle.onStop('http', () => closeServer(server));

  const readiness = new Readiness();
  const attachments = readMonitoredAttachments();
  const access = new SourceAccess({
    attached: new Map(attachments.map((one) => [one.alias, one])),
    secretKey: config.PGWATCH2_SECRET_KEY,
    allowUrlSources: config.PGWATCH2_ALLOW_URL_SOURCES,
    networks: config.PGWATCH2_URL_SOURCE_NETWORKS,
    ports: config.PGWATCH2_URL_SOURCE_PORTS,
  });
  const doctor = new Doctor({
    ...{ reading: pools.reading, writing: pools.sessions, access, environment: readDoctorEnvironment() },
    history: { rawDays: config.PGWATCH2_RAW_DAYS, retentionDays: config.PGWATCH2_RETENTION_DAYS },
    grafana: () => grafana.supervisor.status,
  });
  const heroku = new HerokuJobs({
    env: { HEROKU_HOST: config.HEROKU_HOST, HEROKU_DATA_HOST: config.HEROKU_DATA_HOST },
    apiKey: config.HEROKU_API_KEY,
    appName: config.HEROKU_APP_NAME,
    databaseUrl: config.DATABASE_URL,
    pool: pools.reading,
    dyno: config.DYNO,
    log,
  });
  // Before http ends, so that pages hear of it.
  lifecycle.onStop('heroku-jobs', () => heroku.stop());
  const api = apiRouter({
    reading: pools.reading,
    writing: pools.sessions,
    passwords: gateway.passwords,
    isStillIn: gateway.isStillIn,
    access,
    doctor,
    heroku,
    logTails: new LogTails(heroku, { signal: lifecycle.signal, log }),
    grafana: { status: () => grafana.supervisor.status, viewersAllowed: grafana.viewersAllowed },
    deployment: {
      hasOwnCredential: config.PGWATCH2_URL !== undefined,
      hasApiKey: config.HEROKU_API_KEY !== undefined,
    },
    configured: {
      rawDays: config.PGWATCH2_RAW_DAYS,
      retentionDays: config.PGWATCH2_RETENTION_DAYS,
      storageMegabytes: config.PGWATCH2_STORAGE_MB ?? null,
      appName: config.HEROKU_APP_NAME ?? null,
      role: config.PGWATCH2_APP,
      siblings: readSiblings(config),
    },
    attachments,
    attachedNotMonitored: readUnmonitoredAttachments(),
  });
  const clientDir = path.join(projectDir, 'apps/web/dist/client');
  door.open(
    createApp({
      ...{ log, gateway, readiness, api, clientDir },
      readyz: readyz(pools.reading),
      metrics: createMetricsEndpoint(pools.reading, config.PGWATCH2_METRICS_TOKEN),
      logDrain: createLogDrain({ pool: pools.sessions, secret: config.PGWATCH2_LOG_DRAIN_SECRET, log }),
      grafana: grafana.gateway,
    }),
  );

  // Imported now, because migrations bring a lot of code with them.
  const { ensureSchema } = await import('@pgwatch-heroku/bootstrap');
  await ensureSchema({
    url: config.DATABASE_URL,
    pgwatch2Url: config.PGWATCH2_URL,
    log,
    signal: lifecycle.signal,
    onWaiting: (error, variable) => readiness.setWaiting(variable, waitingReason(error)),
  });
  readiness.setReady();
  log.info({ event: 'ready' }, 'ready');
  void keepDiscovering({ access, writing: pools.sessions, log, signal: lifecycle.signal });
  void doctor.goRound({ log, signal: lifecycle.signal });
  // Started last and ended first, so that two dynos that overlap seldom run two of them.
  lifecycle.onStop('grafana', () => grafana.supervisor.stop());
  grafana.supervisor.start();
}
