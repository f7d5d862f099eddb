import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GrafanaSupervisor } from '@pgwatch-heroku/grafana';
import { createLogger, type Pool } from '@pgwatch-heroku/shared';
import { type GrafanaHome, makeGrafanaHome, until } from '@pgwatch-heroku/testkit';
import express, { type RequestHandler } from 'express';
import {
  createGateway,
  createGrafanaGateway,
  pageAssets,
  requireCsrfToken,
  requireHttps,
  requireSession,
  securityHeaders,
  signedInOf,
  trustRouter,
} from '../../src/index.js';
import { adminPassword, passwordLog2N, secretKey } from './start-app.js';

export interface GrafanaApp {
  /** Where it listens. */
  app: string;
  port: number;
  home: GrafanaHome;
  supervisor: GrafanaSupervisor;
  /** Every line that was logged. */
  log: string[];
  /** Until Grafana answers. */
  ready(): Promise<unknown>;
  /** As at the end of the dyno. */
  endWebsockets(): void;
  close(): Promise<void>;
}

export interface GrafanaAppOptions {
  storeUrl: string;
  viewersAllowed?: boolean;
  answerTimeoutMs?: number;
  /** In place of the sign-in. */
  gateway?: RequestHandler;
  /** How often the sessions of open websockets are looked at. */
  recheckMs?: number;
}

/** An app with our pages, the sign-in, and a stand-in for Grafana behind it, as the web app has them. */
export async function startGrafanaApp(pool: Pool, options: GrafanaAppOptions): Promise<GrafanaApp> {
  const lines: string[] = [];
  const log = createLogger({ name: 'test', level: 'debug', destination: { write: (line) => void lines.push(line) } });
  const home = makeGrafanaHome();
  const supervisor = new GrafanaSupervisor({
    // This process counts in, and a worker that runs many tests is no dyno of 512 MB.
    ...{ log, secretKey, publicOrigin: undefined, dynoMemoryMb: 8_192, kept: {} },
    grafanaHome: home.dir,
    databases: {
      ...{ storeUrl: options.storeUrl, storeVariable: 'DATABASE_URL', dataUrl: options.storeUrl },
      ...{ dataVariable: 'DATABASE_URL', hasReadingRole: false },
    },
    alerts: { isEnabled: true },
    times: { pollMs: 50, firstDelayMs: 100 },
  });
  const signIn = createGateway({ adminPassword, secretKey, pool, log, passwordLog2N });
  const router = options.gateway ?? signIn.router;
  const grafana = createGrafanaGateway({
    ...{ log, gateway: { ...signIn, router }, adminName: 'admin', viewersAllowed: options.viewersAllowed ?? false },
    status: () => supervisor.status,
    ...(options.recheckMs ? { recheckMs: options.recheckMs } : {}),
    ...(options.answerTimeoutMs ? { answerTimeoutMs: options.answerTimeoutMs } : {}),
  });
  const app = express();
  trustRouter(app);
  app.use(securityHeaders());
  app.use(requireHttps);
  app.use(pageAssets());
  app.use(grafana.beforeSignIn);
  app.use(router);
  app.use(requireSession);
  app.use(grafana.handler);
  app.use(requireCsrfToken);
  app.get('/api/v1/session', (_request, response) => {
    response.json(signedInOf(response));
  });
  app.get('/{*path}', (_request, response) => {
    response.send('a page of ours');
  });
  const server: Server = createServer(app);
  server.on('upgrade', grafana.upgrade);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  supervisor.start();
  return {
    ...{ app: `http://127.0.0.1:${port}`, port, home, supervisor, log: lines },
    ready: () => until('Grafana is ready', () => supervisor.status.state === 'ready'),
    endWebsockets: () => grafana.close(),
    close: async () => {
      await supervisor.stop();
      grafana.close();
      signIn.close();
      server.close();
      server.closeAllConnections();
      home.remove();
    },
  };
}
