import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { connect, guardAddresses, isPublic } from '@pgwatch-heroku/shared';
import type { TestDatabase } from '@pgwatch-heroku/testkit';
import { change, signIn, startApp, type TestApp } from '../server/support/start-app.js';
import { createStore } from '../server/support/store.js';

let database: TestDatabase;
let served: TestApp;
let admin: Awaited<ReturnType<typeof signIn>>;
/** Where a PostgreSQL really answers, on a port that is allowed. */
let port: number;

beforeAll(async () => {
  database = await createStore();
  port = Number(new URL(database.superuserUrl).port);
  served = await startApp(database.superuserUrl, { urls: { ports: [port, 5432] } });
  admin = await signIn(served.app);
});
afterAll(async () => {
  await served.close();
  await database.drop();
});

const hosts = [
  '127.0.0.1',
  'localhost',
  '2130706433',
  '0x7f.1',
  '0177.0.0.1',
  '127.1',
  '0.0.0.0',
  '[::1]',
  '[::]',
].concat(
  ['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', '169.254.169.254', '10.0.0.1'],
  ['172.16.0.1', '192.168.0.1', '100.64.0.1', '[fd00::1]', '[fe80::1]', '%2Fvar%2Frun%2Fpostgresql'],
);
const tail = '/db?host=/var/run/postgresql&sslrootcert=/etc/passwd&service=x&passfile=/etc/passwd';

it('tells of no host that is not public whether anything is there', async () => {
  const { user, password, db } = { user: 'postgres', password: 'p', db: tail };
  const answers = new Set<string>();
  for (const host of hosts) {
    // Ten a minute are allowed, so the guard itself is asked beside the API.
    const guard = guardAddresses({ networks: [], ports: [port] });
    const url = `postgres://${user}:${password}@${host}:${port}${db}`;
    const failure = await connect({ url, label: 'The URL', applicationName: 'test', resolveHost: guard }).then(
      () => 'connected',
      (error: Error) => error.message,
    );
    if (!/usable PostgreSQL URL/.test(failure)) answers.add(failure);
  }
  expect([...answers]).toEqual(['No PostgreSQL server can be reached there']);
});

it.each(['127.0.0.1', 'localhost', '169.254.169.254'])(
  'answers a test of %s like one of any other, and stores nothing of it',
  async (host) => {
    const url = `postgres://u:canary@${host}:${port}/db`;
    const tested = await change(admin, 'post', '/sources/test', { url });
    expect(tested.body).toMatchObject({ isUp: false, reason: 'No PostgreSQL server can be reached there' });
    const created = await change(admin, 'post', '/sources', { name: 'HOSTILE', url });
    expect([created.status, created.body.code, created.body.detail]).toEqual([
      400,
      'bad-url',
      'No PostgreSQL server can be reached there',
    ]);
    expect((await admin.get('/api/v1/sources')).body.sources).toEqual([]);
  },
);

it('connects to no port but those that are allowed', async () => {
  const guard = guardAddresses({ networks: ['127.0.0.0/8'], ports: [5432] });
  await expect(guard('127.0.0.1', 22)).rejects.toThrow('No PostgreSQL server can be reached there');
  expect(await guard('127.0.0.1', 5432)).toBe('127.0.0.1');
});

it('connects to the very address that it looked at, though the name leads elsewhere the next time', async () => {
  const answers = [[{ address: '203.0.114.1' }], [{ address: '127.0.0.1' }]];
  let asked = 0;
  const guard = guardAddresses({ networks: [], ports: [5432], lookup: async () => answers[asked++] ?? [] });
  expect(await guard('rebinding.example', 5432)).toBe('203.0.114.1');
  expect(asked).toBe(1);
  await expect(guard('rebinding.example', 5432)).rejects.toThrow('No PostgreSQL');
});

it('answers for a name that nobody knows as for all others', async () => {
  const lookup = () => Promise.reject(new Error('ENOTFOUND'));
  await expect(guardAddresses({ networks: [], ports: [5432], lookup })('nobody.example', 5432)).rejects.toThrow(
    'No PostgreSQL server can be reached there',
  );
});

it('refuses a name of which any address is not public', async () => {
  const lookup = async () => [{ address: '203.0.114.1' }, { address: '10.0.0.1' }];
  await expect(guardAddresses({ networks: [], ports: [5432], lookup })('both.example', 5432)).rejects.toThrow();
});

it.each([
  ['8.8.8.8', true],
  ['2606:4700::1111', true],
  ['::ffff:8.8.8.8', true],
  ['::ffff:10.0.0.1', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['not an address', false],
])('takes %s for public: %s', (address, expected) => {
  expect(isPublic(address)).toBe(expected);
});

it('can be switched off, and says how', async () => {
  const off = await startApp(database.superuserUrl, { urls: { allowUrlSources: false } });
  const agent = await signIn(off.app);
  const url = 'postgres://u:p@db.example.com/db';
  for (const path of ['/sources/test', '/sources']) {
    const body = path === '/sources' ? { name: 'NEW', url } : { url };
    const { status, body: answer } = await change(agent, 'post', path, body);
    expect([status, answer.code, answer.hint]).toEqual([
      403,
      'url-sources-off',
      expect.stringContaining('PGWATCH2_ALLOW_URL_SOURCES=true'),
    ]);
  }
  await off.close();
});

it('is slowed down, and every test is in the audit without the URL', async () => {
  const statuses: number[] = [];
  for (let round = 0; round < 11; round++) {
    const { status } = await change(admin, 'post', '/sources/test', {
      url: `postgres://u:canary@127.0.0.1:${port}/db`,
    });
    statuses.push(status);
  }
  expect(statuses.at(-1)).toBe(429);
  const { text, body } = await admin.get('/api/v1/audit');
  expect(body.entries.filter(({ action }: { action: string }) => action === 'test-url').length).toBeGreaterThan(5);
  expect(text).not.toContain('canary');
});
