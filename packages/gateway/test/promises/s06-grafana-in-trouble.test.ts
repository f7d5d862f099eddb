import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { until } from '@pgwatch-heroku/testkit';
import type { RequestHandler } from 'express';
import { openWebsocket } from '../support/raw.js';
import { createStore } from '../support/start-app.js';
import { type GrafanaApp, startGrafanaApp } from '../support/start-grafana-app.js';

let store: Awaited<ReturnType<typeof createStore>>;
let served: GrafanaApp;

const signedInAs =
  (user: string, role: string): RequestHandler =>
  (_request, response, next) => {
    response.locals['signedIn'] = { user, role, via: 'session', csrfToken: 'token' };
    next();
  };

beforeAll(async () => {
  store = await createStore();
  const gateway = signedInAs('admin', 'admin');
  served = await startGrafanaApp(store.pool, {
    storeUrl: store.database.superuserUrl,
    gateway,
    answerTimeoutMs: 1_000,
  });
});
afterAll(async () => {
  await served.close();
  await store.drop();
});

const html = { headers: { Accept: 'text/html' } };
const get = (path: string, options: RequestInit = {}) => fetch(served.app + path, { redirect: 'manual', ...options });

it('shows a page for an error of Grafana, and leaves what it tells programs alone', async () => {
  await served.ready();
  const page = await get('/grafana/stand-in/broken', html);
  expect(page.status).toBe(500);
  const text = await page.text();
  expect(text).toContain('Grafana answered with an error (500)');
  expect(text).not.toContain('An inner thing of Grafana');
  const program = await get('/grafana/stand-in/broken', { headers: { Accept: 'application/json' } });
  expect([program.status, await program.text()]).toEqual([500, '<h1>An inner thing of Grafana</h1>']);
});

it('says that Grafana took too long when it hangs, also to many at once', async () => {
  await served.ready();
  const page = await get('/grafana/stand-in/hang', html);
  expect([page.status, await page.text()]).toEqual([504, expect.stringContaining('Grafana took too long to answer')]);
  const many = await Promise.all(
    Array.from({ length: 100 }, () => get('/grafana/stand-in/hang', { headers: { Accept: 'application/json' } })),
  );
  for (const answer of many) expect(await answer.json()).toMatchObject({ code: 'too-slow' });
  expect((await get('/grafana/api/user')).status).toBe(200);
});

it('says so too to a program that asked whether it may send what it has', async () => {
  await served.ready();
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const headers = { Expect: '100-continue' };
    const sent = request(`${served.app}/grafana/stand-in/hang`, { method: 'POST', headers });
    sent.once('continue', () => sent.end('all of it'));
    sent.once('response', (answer) => resolve(answer.statusCode));
    sent.once('error', reject);
  });
  expect(status).toBe(504);
});

it('passes 200 MB on as they come, and holds back when nobody reads', async () => {
  await served.ready();
  const count = 200 * 1024 * 1024;
  const sent = request(`${served.app}/grafana/stand-in/bytes?count=${count}`);
  sent.end();
  const answer = await new Promise<import('node:http').IncomingMessage>((resolve) => sent.once('response', resolve));
  expect(answer.headers['content-length']).toBe(String(count));
  // Nobody reads: Grafana has to wait as soon as the buffers of three sockets are full.
  let handedOver = -1;
  await until('Grafana waits', async () => {
    const last = handedOver;
    handedOver = ((await (await get('/grafana/stand-in/sent')).json()) as { sentBytes: number }).sentBytes;
    return handedOver > 0 && handedOver === last;
  });
  expect(handedOver / 1024 / 1024).toBeLessThan(50);
  let received = 0;
  for await (const chunk of answer) received += (chunk as Buffer).length;
  expect(received).toBe(count);
});

it('cuts an answer that Grafana cut, instead of passing half of it off as whole', async () => {
  await served.ready();
  const answer = await get('/grafana/stand-in/cut');
  await expect(answer.text()).rejects.toThrow();
});

it('goes on after a crash: a page that waits, then Grafana again', async () => {
  await served.ready();
  const crashed = await get('/grafana/stand-in/crash', html);
  expect([502, 503]).toContain(crashed.status);
  await until('it is starting', async () =>
    (await (await get('/grafana/', html)).text()).includes('Grafana is starting'),
  );
  await served.ready();
  expect((await get('/grafana/api/user')).status).toBe(200);
  expect(served.log.join()).toContain('Grafana: Something broke: as it was asked to');
  expect(served.log.join()).toContain('Grafana ended with exit code 2');
});

it('says so when Grafana does not answer whoever asks for a websocket', async () => {
  await served.ready();
  const socket = await openWebsocket(served.port, '/grafana/stand-in/hang', { Host: `127.0.0.1:${served.port}` });
  expect(socket.status).toBe(504);
  await socket.closed;
});

it('keeps no websocket at Grafana open whose other end is gone, however it went', async () => {
  await served.ready();
  const open = async () =>
    ((await (await get('/grafana/stand-in/live')).json()) as { openSockets: number }).openSockets;
  const live = () => openWebsocket(served.port, '/grafana/api/live/ws', { Host: `127.0.0.1:${served.port}` });
  const [left, ended] = [await live(), await live()];
  expect(await open()).toBe(2);
  left.end();
  await until('one is left', async () => (await open()) === 1);
  served.endWebsockets();
  await ended.closed;
  await until('none is left', async () => (await open()) === 0);
});

it('lets go of a websocket when Grafana ends, also of one that does not close its own side', async () => {
  await served.ready();
  const socket = connect({ port: served.port, host: '127.0.0.1', allowHalfOpen: true });
  let trouble: unknown;
  socket.on('error', (error) => {
    trouble = error;
  });
  const lines = ['GET /grafana/api/live/ws HTTP/1.1', 'Host: 127.0.0.1', 'Upgrade: websocket', 'Connection: Upgrade'];
  socket.write(`${[...lines, 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='].join('\r\n')}\r\n\r\n`);
  expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1\.1 101 /);
  const ended = once(socket, 'end');
  await get('/grafana/stand-in/crash', html);
  await ended;
  // What is still written arrives nowhere: otherwise a server that stops would wait for it.
  await until('it is gone', () => {
    if (!socket.destroyed) socket.write('x');
    return trouble !== undefined;
  });
  await served.ready();
});

it('answers whoever asks for another protocol than a websocket', async () => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const headers = { Connection: 'Upgrade, HTTP2-Settings', Upgrade: 'h2c', 'HTTP2-Settings': 'AAMAAABkAAQAAP__' };
    const sent = request(`${served.app}/grafana/api/user`, { headers }, (answer) => resolve(answer.statusCode));
    sent.once('error', reject);
    sent.end();
  });
  expect(status).toBe(400);
});

it.each([
  ['lets viewers in as viewers where Grafana reads by a role of its own', true, 200],
  ['lets no viewer in where Grafana reads as the owner', false, 403],
])('%s', async (_promise, viewersAllowed, status) => {
  const gateway = signedInAs('Věra', 'viewer');
  const other = await startGrafanaApp(store.pool, { storeUrl: store.database.superuserUrl, gateway, viewersAllowed });
  try {
    await other.ready();
    const answer = await fetch(`${other.app}/grafana/api/user`);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual(
      viewersAllowed
        ? { login: 'V%C4%9Bra', role: 'Viewer' }
        : expect.objectContaining({ code: 'admins-only', hint: expect.stringContaining('PGWATCH2_GRAFANA') }),
    );
  } finally {
    await other.close();
  }
});

it("lets no viewer in who has the admin's name", async () => {
  const gateway = signedInAs('ADMIN', 'viewer');
  const other = await startGrafanaApp(store.pool, {
    storeUrl: store.database.superuserUrl,
    gateway,
    viewersAllowed: true,
  });
  try {
    await other.ready();
    expect((await fetch(`${other.app}/grafana/api/user`)).status).toBe(403);
  } finally {
    await other.close();
  }
});
