import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import path from 'node:path';
import { repoDir } from '@pgwatch-heroku/e2e';
import { findFreePort } from '@pgwatch-heroku/embedded-postgres';
import { sleep } from '@pgwatch-heroku/shared';
import { makeGrafanaHome, startApp, until } from '@pgwatch-heroku/testkit';
import { imageEnvironment } from '../dyno-environment.js';
import { cpuSeconds, residentMegabytes } from '../fleet/process-usage.js';
import { signInByForm } from './sign-in-by-form.js';

export interface GatewayFigures {
  /** What a request takes longer through the web process than straight to Grafana; median of many, one by one. */
  overheadMs: number;
  /** So many at once: through the web process, and straight to Grafana, which is the most that client and stand-in can do. */
  perSecond: number;
  directPerSecond: number;
  /** What one of those costs the web process, however busy the machine is with other things. */
  cpuMs: number;
  boundSeconds: number;
  /** The web process after all this, and what Grafana may take beside it. */
  megabytes: { web: number; grafana: number };
}

const requests = 2_000;
export const connections = 20;
/** Of Grafana's program text that is touched, beyond what GOMEMLIMIT bounds; as planned in packages/grafana. */
const programMegabytes = 100;
const loadSeconds = 5;
const password = 'a password of the bench';

/** The built web process with a store of its own and the stand-in for Grafana behind it. */
export async function measureGateway(storeUrl: string): Promise<GatewayFigures> {
  const home = makeGrafanaHome();
  const port = await findFreePort();
  const startedAt = performance.now();
  const app = startApp(path.join(repoDir, 'apps/web/dist/main.js'), {
    ...imageEnvironment,
    PORT: String(port),
    DATABASE_URL: storeUrl,
    GRAFANA_HOME: home.dir,
    PGWATCH2_ADMIN_PASSWORD: password,
    PGWATCH2_SECRET_KEY: 'a secret key of the bench',
  });
  try {
    await untilBound(port);
    const boundSeconds = (performance.now() - startedAt) / 1_000;
    await until('Grafana is ready', () => app.events('grafana-ready').length > 0);
    const cookie = await signInByForm(port, password);
    const told = JSON.parse((await ask({ port, path: '/grafana/stand-in/environment', headers: { cookie } })).body) as {
      GF_SERVER_HTTP_PORT: string;
      GOMEMLIMIT: string;
    };
    const direct = {
      port: Number(told.GF_SERVER_HTTP_PORT),
      path: '/grafana/api/user',
      headers: { 'x-webauth-user': 'admin' },
    };
    const proxied = { port, path: '/grafana/api/user', headers: { cookie } };
    await medianMs(direct, requests / 4); // both are warm then
    await medianMs(proxied, requests / 4);
    const overheadMs = (await medianMs(proxied, requests)) - (await medianMs(direct, requests));
    await loadPerSecond(proxied); // warm for many at once
    const { perSecond: directPerSecond } = await loadPerSecond(direct);
    const cpuBefore = cpuSeconds(app.pid);
    const { perSecond, count } = await loadPerSecond(proxied);
    return {
      ...{ overheadMs, perSecond, directPerSecond, boundSeconds },
      cpuMs: ((cpuSeconds(app.pid) - cpuBefore) / count) * 1_000,
      megabytes: {
        web: residentMegabytes(app.pid).now,
        grafana: Number.parseInt(told.GOMEMLIMIT, 10) + programMegabytes,
      },
    };
  } finally {
    app.kill('SIGTERM');
    await app.exited;
    home.remove();
  }
}

interface Target {
  port: number;
  path: string;
  headers: IncomingHttpHeaders;
  agent?: Agent;
}

function ask(target: Target): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', ...target }, (answer) => {
      let body = '';
      answer.on('data', (chunk) => {
        body += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
    });
    sent.once('error', reject);
    sent.end();
  });
}

async function askWell(target: Target): Promise<void> {
  const { status, body } = await ask(target);
  if (status !== 200) throw new Error(`${target.path}: ${status} ${body.slice(0, 200)}`);
}

async function medianMs(target: Target, count: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const startedAt = performance.now();
    await askWell({ ...target, agent });
    times.push(performance.now() - startedAt);
  }
  agent.destroy();
  return times.sort((a, b) => a - b)[Math.floor(count / 2)] ?? Number.NaN;
}

async function loadPerSecond(target: Target): Promise<{ perSecond: number; count: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const startedAt = performance.now();
  const endsAt = startedAt + loadSeconds * 1_000;
  let count = 0;
  const one = async () => {
    while (performance.now() < endsAt) {
      await askWell({ ...target, agent });
      count++;
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  agent.destroy();
  return { perSecond: count / ((performance.now() - startedAt) / 1_000), count };
}

async function untilBound(port: number): Promise<void> {
  for (;;) {
    const answer = await ask({ port, path: '/healthz', headers: {} }).catch(() => undefined);
    if (answer?.status === 200) return;
    await sleep(10);
  }
}
