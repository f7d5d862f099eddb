import { once } from 'node:events';
import { request } from 'node:http';
import { connect, createServer } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import { sleep } from '@pgwatch-heroku/shared';
import { LogHub } from '../src/logs/log-hub.js';
import type { RouterTimes } from '../src/router/exchange.js';
import { listenFailure } from '../src/router/listen-failure.js';
import { herokuRouterTimes, Router } from '../src/router/router.js';
import { startFormation } from './support/start-formation.js';
import { until } from './support/until.js';
import { webServer } from './support/web-server.js';

const routers: Pick<Router, 'close'>[] = [];
afterEach(async () => {
  for (const router of routers.splice(0)) await router.close();
});

async function startRouter(
  options: { command?: string; dynos?: number; times?: Partial<RouterTimes>; bootMs?: number } = {},
) {
  const fixture = await startFormation(
    { web: options.command ?? 'exec serve' },
    {
      files: { 'bin/serve': webServer },
      times: { restartDelayMs: () => 60_000, ...(options.bootMs ? { bootMs: options.bootMs } : {}) },
    },
  );
  const { formation, logs } = fixture;
  const router = new Router({
    webDynos: () => formation.ofType('web'),
    logs,
    times: { ...herokuRouterTimes, ...options.times },
  });
  await router.listen(0);
  routers.push(router);
  await formation.scale('web', options.dynos ?? 1);
  return { ...fixture, router, lines: () => logs.recent(undefined, 'router').map(({ text }) => text) };
}

it('passes method, body and headers on, adding its own and believing none of the client', async () => {
  const { router } = await startRouter();
  const answer = await fetch(`${router.url}/echo?a=1`, {
    method: 'POST',
    body: 'payload',
    headers: {
      'X-Forwarded-For': '203.0.113.9',
      'X-Forwarded-Proto': 'https',
      'X-Forwarded-Port': '443',
      'X-Request-Start': '1',
      'X-Custom': 'kept',
    },
  });
  const { method, body, headers } = (await answer.json()) as {
    method: string;
    body: string;
    headers: Record<string, string>;
  };
  const port = new URL(router.url).port;
  expect({ method, body }).toEqual({ method: 'POST', body: 'payload' });
  expect(headers).toMatchObject({
    host: `127.0.0.1:${port}`,
    'x-custom': 'kept',
    'x-forwarded-for': '203.0.113.9, 127.0.0.1',
    'x-forwarded-proto': 'http',
    'x-forwarded-port': port,
    'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    'x-request-start': expect.stringMatching(/^\d{13}$/),
    via: '1.1 heroku-router',
  });
  expect(answer.headers.get('via')).toBe('1.1 heroku-router');
});

it("keeps a client's request id that looks like one", async () => {
  const { router } = await startRouter();
  const idFor = async (given: string) => {
    const answer = await fetch(`${router.url}/echo`, { headers: { 'X-Request-Id': given } });
    return ((await answer.json()) as { headers: Record<string, string> }).headers['x-request-id'];
  };
  expect(await idFor('0123456789-0123456789')).toBe('0123456789-0123456789');
  expect(await idFor('short')).toMatch(/^[0-9a-f-]{36}$/);
});

it('writes a line per request in the format of Heroku', async () => {
  const { router, lines } = await startRouter();
  await fetch(`${router.url}/nothing?q="x"`, { headers: { 'X-Request-Id': 'a'.repeat(20) } });
  const host = new URL(router.url).host;
  await until('the line', () => lines().length === 1);
  expect(lines()[0]?.replace(/(connect|service)=\d+ms/g, '$1=0ms')).toBe(
    `at=info method=GET path="/nothing?q=%22x%22" host=${host} request_id=${'a'.repeat(20)} fwd="127.0.0.1" dyno=web.1 connect=0ms service=0ms status=404 bytes=12 protocol=http`,
  );
});

it('shares requests out among the web dynos in turn', async () => {
  const { router, formation } = await startRouter({ dynos: 2 });
  await Promise.all(formation.dynos.map((dyno) => dyno.settled()));
  const seen: string[] = [];
  for (let n = 0; n < 4; n++) {
    seen.push(((await (await fetch(`${router.url}/echo`)).json()) as { dyno: string }).dyno);
  }
  expect(seen.sort()).toEqual(['web.1', 'web.1', 'web.2', 'web.2']);
});

it('holds a request until a starting dyno is up', async () => {
  const { router } = await startRouter({ command: 'sleep 0.5; exec serve' });
  expect((await fetch(`${router.url}/echo`)).status).toBe(200);
});

const errorCases: {
  code: string;
  desc: string;
  path?: string;
  options: Parameters<typeof startRouter>[0];
  crash?: boolean;
}[] = [
  { code: 'H14', desc: 'No web processes running', options: { dynos: 0 } },
  { code: 'H10', desc: 'App crashed', options: { command: 'exit 1' }, crash: true },
  { code: 'H20', desc: 'App boot timeout', options: { command: 'exec sleep 100', bootMs: 300 } },
  { code: 'H20', desc: 'App boot timeout', options: { command: 'exec sleep 100', times: { queueMs: 300 } } },
  { code: 'H12', desc: 'Request timeout', path: '/silent', options: { times: { firstByteMs: 300 } } },
  { code: 'H13', desc: 'Connection closed without response', path: '/drop', options: {} },
];
it.each(errorCases)('answers 503 and logs $code ($desc)', async ({ code, desc, path = '/', options, crash }) => {
  const { router, formation, lines } = await startRouter(options);
  if (crash) await until('the crash', () => formation.dynos[0]?.state === 'crashed');
  const answer = await fetch(router.url + path);
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain(`(${code})`);
  await until('the line', () => lines().length === 1);
  expect(lines()[0]).toMatch(new RegExp(`^at=error code=${code} desc="${desc}" method=GET .* status=503 `));
});

it('cuts an answer off and logs H15 when it stalls', async () => {
  const { router, lines } = await startRouter({ times: { idleMs: 300 } });
  const answer = await fetch(`${router.url}/stall`);
  expect(answer.status).toBe(200);
  await expect(answer.text()).rejects.toThrow();
  await until('the line', () => lines().length === 1);
  expect(lines()[0]).toMatch(/^at=error code=H15 desc="Idle connection" .* dyno=web\.1 .* bytes=5 /);
});

it('logs H27 when the client goes away, and keeps serving others', async () => {
  const { router, lines } = await startRouter();
  await until('the web process', async () => (await fetch(`${router.url}/echo`)).ok);
  const client = request(`${router.url}/silent`);
  client.on('error', () => undefined);
  client.end();
  await sleep(200);
  client.destroy();
  await until('the line', () => lines().some((line) => line.includes('code=H27')));
  expect((await fetch(`${router.url}/echo`)).status).toBe(200);
});

it('gives an upload that is slow all the time it needs', async () => {
  const { router } = await startRouter({ times: { firstByteMs: 400 } });
  await until('the web process', async () => (await fetch(`${router.url}/echo`)).ok);
  const body = new ReadableStream({
    async start(controller) {
      for (let n = 0; n < 4; n++) {
        await sleep(200);
        controller.enqueue(new TextEncoder().encode('x'));
      }
      controller.close();
    },
  });
  const answer = await fetch(`${router.url}/echo`, { method: 'POST', body, duplex: 'half' } as RequestInit);
  expect(((await answer.json()) as { body: string }).body).toBe('xxxx');
});

/** Speaks the handshake by hand and collects what comes back. */
function openSocket(port: number) {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  let closed = false;
  socket.on('data', (chunk) => {
    text += String(chunk);
  });
  socket.on('close', () => {
    closed = true;
  });
  socket.on('error', () => undefined);
  socket.write(
    'GET /socket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  return { socket, text: () => text, isClosed: () => closed };
}

it('passes WebSockets both ways, and ends silent ones', async () => {
  const { router, lines } = await startRouter({ times: { idleMs: 600 } });
  const client = openSocket(Number(new URL(router.url).port));
  await until('the handshake', () => client.text().includes('\r\n\r\n'));
  expect(client.text()).toMatch(/^HTTP\/1\.1 101 /);
  expect(client.text()).toContain('Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  for (const word of ['one', 'two', 'three']) {
    await sleep(300);
    client.socket.write(word);
    await until(word, () => client.text().endsWith(`echo ${word}`));
  }
  await until('the end', client.isClosed);
  expect(lines()[0]).toMatch(/^at=error code=H15 /);
});

it('refuses a WebSocket when there is no web dyno', async () => {
  const { router } = await startRouter({ dynos: 0 });
  const client = openSocket(Number(new URL(router.url).port));
  await until('the end', client.isClosed);
  expect(client.text()).toMatch(/^HTTP\/1\.1 503 /);
});

it('names a port that is taken', async () => {
  const { router } = await startRouter({ dynos: 0 });
  const second = new Router({ webDynos: () => [], logs: new LogHub(), times: herokuRouterTimes });
  const port = Number(new URL(router.url).port);
  await expect(second.listen(port)).rejects.toMatchObject({
    code: 'unavailable',
    exitCode: 69,
    message: expect.stringContaining(`Port ${port} cannot be listened on`),
  });
});

/** A port of 127.0.0.1 that another program listens on until the test is over. */
async function takenPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  routers.push({ close: async () => void server.close() });
  return (server.address() as { port: number }).port;
}

it('takes the next port where one is busy, and names them when all are', async () => {
  const busy = [await takenPort(), await takenPort()];
  const router = new Router({ webDynos: () => [], logs: new LogHub(), times: { ...herokuRouterTimes, queueMs: 0 } });
  routers.push(router);
  await expect(router.listen(...busy)).rejects.toMatchObject({
    exitCode: 69,
    message: `The ports ${busy[0]} to ${busy[1]} are all taken`,
    hint: expect.stringContaining('--port'),
  });
  await router.listen(...busy, 0);
  expect(busy).not.toContain(Number(new URL(router.url).port));
  expect((await fetch(router.url)).status).toBe(503);
});

it('ends with the exit code of a wrong configuration where a port may not be used', () => {
  const denied = Object.assign(new Error('listen EACCES: permission denied 127.0.0.1:80'), { code: 'EACCES' });
  expect(listenFailure(denied, [80])).toMatchObject({ exitCode: 78, message: 'Port 80 may not be used by this user' });
});
