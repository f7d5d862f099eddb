import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createLogger, createPool, type Pool } from '@pgwatch-heroku/shared';
import { createTestDatabase, type TestDatabase } from '@pgwatch-heroku/testkit';
import express from 'express';
import {
  createGateway,
  type Gateway,
  type GatewayOptions,
  pageAssets,
  requireCsrfToken,
  requireHttps,
  requireSession,
  securityHeaders,
  signedInOf,
  trustRouter,
} from '../../src/index.js';
import { storeTemplate } from './store-template.js';

export const adminPassword = 'correct horse battery staple';
export const secretKey = 'a secret key of some length';
/** 3 ms a hash instead of 95: s02-guessing-passwords-is-slow.test.ts has the real one. */
export const passwordLog2N = 10;

export interface TestApp {
  /** Where it listens; a server per request would cost most of the time of a test. */
  app: string;
  pool: Pool;
  close(): void;
}

/** A store of its own for a test file. */
export async function createStore(): Promise<{ database: TestDatabase; pool: Pool; drop(): Promise<void> }> {
  const database = await createTestDatabase({ template: await storeTemplate() });
  const pool = createPool({
    url: database.superuserUrl,
    label: 'the test store',
    applicationName: 'gateway-test',
    maxConnections: 2,
  });
  return {
    database,
    pool,
    drop: async () => {
      await pool.end();
      await database.drop();
    },
  };
}

/** The least app that uses the gateway as the web app does. */
export async function createApp(
  pool: Pool,
  options: Partial<Pick<GatewayOptions, 'limits' | 'adminPassword' | 'secretKey' | 'passwordLog2N'>> = {},
): Promise<TestApp> {
  const log = createLogger({ name: 'gateway-test', level: 'fatal' });
  const gateway: Gateway = createGateway({
    ...{ adminPassword, secretKey, pool, log, appName: 'sunny-day', passwordLog2N },
    ...options,
  });
  const app = express();
  trustRouter(app);
  app.disable('x-powered-by');
  app.use(securityHeaders());
  app.use(requireHttps);
  app.use(pageAssets());
  app.use(gateway.router);
  app.use(requireSession);
  app.use(requireCsrfToken);
  app.get('/api/v1/session', (_request, response) => {
    response.json(signedInOf(response));
  });
  app.post('/api/v1/change', (_request, response) => {
    response.json({ changed: true });
  });
  app.get('/{*path}', (_request, response) => {
    response.send('a page');
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    app: `http://127.0.0.1:${port}`,
    pool,
    close: () => {
      gateway.close();
      server.close();
      server.closeAllConnections();
    },
  };
}
