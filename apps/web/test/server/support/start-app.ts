import { once } from 'node:events';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readEnvironment } from '@pgwatch-heroku/doctor';
import { createGateway, Readiness } from '@pgwatch-heroku/gateway';
import { createLogger, SourceAccess, type SourceAccessOptions } from '@pgwatch-heroku/shared';
import type { RequestHandler } from 'express';
import request from 'supertest';
import type { ApiContext } from '../../../src/api/api-context.js';
import { apiRouter } from '../../../src/api/api-router.js';
import { createPools } from '../../../src/create-pools.js';
import { Doctor } from '../../../src/doctor/doctor.js';
import { createLogDrain } from '../../../src/drain/log-drain.js';
import { HerokuJobs } from '../../../src/heroku/heroku-jobs.js';
import { LogTails } from '../../../src/heroku/log-tails.js';
import { createMetricsEndpoint } from '../../../src/metrics/metrics-endpoint.js';
import { createApp } from '../../../src/server/create-app.js';
import { readyz } from '../../../src/server/readyz.js';

export const adminPassword = 'canary-admin-password';
export const secretKey = 'canary-secret-key-0123456789';

export interface TestApp {
  /** Where it listens; a server per request would cost most of the time of a test. */
  app: string;
  /** Every line that was logged, at debug. */
  log: string[];
  readiness: Readiness;
  close(): Promise<void>;
}

export interface TestAppOptions {
  ready?: boolean;
  /** How often it is asked whether whoever reads a log would still be let in. */
  recheckMs?: number;
  hasOwnCredential?: boolean;
  /** Where Heroku's APIs are; on this machine in any case. */
  heroku?: string;
  metricsToken?: string;
  logDrainSecret?: string;
  /** URLs of attached databases by the name of their source. */
  attached?: Record<string, string>;
  /** Config vars that the doctor looks at. */
  env?: Record<string, string>;
  /** There is none unless told. */
  grafana?: ApiContext['grafana'];
  /** Where databases may be added by URL: nowhere that is not public, unless told. */
  urls?: Partial<Pick<SourceAccessOptions, 'allowUrlSources' | 'networks' | 'ports'>>;
}

/** The web app on a store, ready unless told. */
export async function startApp(storeUrl: string, options: TestAppOptions = {}): Promise<TestApp> {
  const lines: string[] = [];
  const log = createLogger({ name: 'web', level: 'debug', destination: { write: (line) => void lines.push(line) } });
  const pools = createPools(storeUrl, 'the Collector DB');
  const gateway = createGateway({
    ...{ adminPassword, secretKey, log, pool: pools.sessions, appName: 'sunny-day' },
    // 3 ms a hash instead of 95; that guessing is slow is the gateway's to prove.
    passwordLog2N: 10,
  });
  const readiness = new Readiness();
  const stopping = new AbortController();
  if (options.ready ?? true) readiness.setReady();
  const access = new SourceAccess({
    attached: new Map(
      Object.entries(options.attached ?? {}).map(([name, url]) => [name, { variable: `${name}_URL`, url }]),
    ),
    ...{ secretKey, allowUrlSources: true, networks: [], ports: [5432] },
    ...options.urls,
  });
  const env = { DATABASE_URL: storeUrl, PGWATCH2_ADMIN_PASSWORD: adminPassword, PGWATCH2_SECRET_KEY: secretKey };
  const doctor = new Doctor({
    ...{
      reading: pools.reading,
      writing: pools.sessions,
      access,
      environment: readEnvironment({ ...env, ...options.env }),
    },
    history: { rawDays: 14, retentionDays: 365 },
    grafana: () => ({ state: 'elsewhere' }),
  });
  const heroku = new HerokuJobs({
    env: { HEROKU_HOST: options.heroku ?? 'http://127.0.0.1:1' },
    apiKey: undefined,
    appName: 'sunny-day',
    databaseUrl: undefined,
    pool: pools.reading,
    dyno: 'web.1',
    log,
  });
  const api = apiRouter({
    reading: pools.reading,
    writing: pools.sessions,
    passwords: gateway.passwords,
    isStillIn: gateway.isStillIn,
    ...{ access, doctor },
    heroku,
    logTails: new LogTails(heroku, { signal: stopping.signal, log, recheckMs: options.recheckMs }),
    grafana: options.grafana ?? {
      status: () => ({ state: 'off', reason: 'Not here.', hint: '' }),
      viewersAllowed: false,
    },
    deployment: { hasOwnCredential: options.hasOwnCredential ?? false, hasApiKey: false },
    configured: {
      ...{ rawDays: 14, retentionDays: 365, storageMegabytes: null },
      ...{ appName: 'sunny-day', role: 'all', siblings: null },
    },
    attachments: [],
    attachedNotMonitored: [{ variable: 'DATABASE_URL', purpose: 'Collector DB: holds the samples' }],
  });
  const server = createApp({
    ...{ log, gateway, readiness, api, clientDir: makeClient() },
    readyz: readyz(pools.reading),
    metrics: createMetricsEndpoint(pools.reading, options.metricsToken),
    logDrain: createLogDrain({ pool: pools.sessions, secret: options.logDrainSecret, log }),
    grafana: { beforeSignIn: pass, handler: pass },
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    app: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    log: lines,
    readiness,
    close: async () => {
      stopping.abort();
      await heroku.stop();
      gateway.close();
      server.close();
      server.closeAllConnections();
      await Promise.all([pools.reading.end(), pools.sessions.end()]);
    },
  };
}

/** There is no Grafana here. */
const pass: RequestHandler = (_request, _response, next) => next();

/** A client as vite leaves one. */
function makeClient(): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'pgwatch-client-'));
  mkdirSync(path.join(dir, 'assets'));
  writeFileSync(path.join(dir, 'index.html'), '<meta property="csp-nonce" content="__CSP_NONCE__"><div id="root">');
  writeFileSync(path.join(dir, 'assets', 'index-abc123.js'), 'export {}');
  writeFileSync(path.join(dir, 'favicon.svg'), '<svg/>');
  return dir;
}

/** A browser on loopback that has signed in. */
export const signIn = (app: string) => signInAs(app, 'admin', adminPassword);

export async function signInAs(app: string, user: string, password: string) {
  const agent = request.agent(app);
  const page = await agent.get('/signin');
  const token = /name="token" value="([^"]*)"/.exec(page.text)?.[1] ?? '';
  const response = await agent.post('/signin').type('form').send({ user, password, token });
  if (response.status !== 303) throw new Error(`sign-in: ${response.status}`);
  return agent;
}

type Agent = Awaited<ReturnType<typeof signIn>>;

/** A request of the admin's that changes something. */
export async function change(agent: Agent, method: 'post' | 'put' | 'patch' | 'delete', path: string, body?: object) {
  const { csrfToken } = (await agent.get('/api/v1/session')).body;
  const asked = agent[method](`/api/v1${path}`).set('X-CSRF-Token', csrfToken);
  return body ? asked.send(body) : asked;
}

export async function addViewer(admin: Agent, name: string, password: string): Promise<void> {
  const { status } = await change(admin, 'post', '/settings/viewers', { name, password });
  if (status !== 201) throw new Error(`add-viewer: ${status}`);
}
