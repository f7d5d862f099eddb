import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HerokuClient } from '../src/index.js';
import * as answers from './support/answers.js';
import { apiKey, type FakeHeroku, startFakeHeroku } from './support/fake-heroku.js';

let heroku: FakeHeroku;
beforeAll(async () => {
  heroku = await startFakeHeroku();
});
afterAll(() => heroku.close());

type Row = [request: string, body: unknown, answer: unknown, call: (client: HerokuClient) => Promise<unknown>];
const name = 'postgresql-round-12345';

/** Bodies to the letter: Heroku refuses keys that its schema does not have. */
const platform: Row[] = [
  ['GET /account', undefined, { id: 'u', email: 'a@example.com', verified: true }, (c) => c.account.get()],
  ['GET /teams', undefined, [{ id: 't', name: 'acme', role: 'admin' }], (c) => c.teams.list()],
  ['GET /spaces', undefined, [answers.space], (c) => c.spaces.list()],
  ['GET /spaces/acme-space', undefined, answers.space, (c) => c.spaces.get('acme-space')],
  [
    'POST /apps',
    { name: 'sales', region: 'eu', stack: 'container' },
    answers.app,
    (c) => c.apps.create({ name: 'sales', region: 'eu', stack: 'container' }),
  ],
  [
    'POST /teams/apps',
    { name: 'sales', stack: 'container', team: 'acme', space: 'acme-space' },
    answers.app,
    (c) => c.apps.create({ name: 'sales', stack: 'container', team: 'acme', space: 'acme-space' }),
  ],
  ['GET /apps', undefined, [answers.app], (c) => c.apps.list()],
  ['GET /apps/sales', undefined, answers.app, (c) => c.apps.get('sales')],
  ['GET /teams/acme/apps', undefined, [answers.app], (c) => c.apps.listOfTeam('acme')],
  ['PATCH /apps/sales', { maintenance: true }, answers.app, (c) => c.apps.update('sales', { maintenance: true })],
  ['DELETE /apps/sales', undefined, answers.app, (c) => c.apps.delete('sales')],
  ['GET /addons', undefined, [answers.addon], (c) => c.addons.list()],
  ['GET /apps/sales/addons', undefined, [answers.addon], (c) => c.addons.listOfApp('sales')],
  [`GET /addons/${name}`, undefined, answers.addon, (c) => c.addons.get(name)],
  [
    'POST /apps/sales/addons',
    { plan: 'heroku-postgresql:standard-0', attachment: { name: 'DATABASE' }, config: { version: '17' } },
    answers.addon,
    (c) =>
      c.addons.create('sales', {
        plan: 'heroku-postgresql:standard-0',
        attachment: 'DATABASE',
        config: { version: '17' },
      }),
  ],
  [
    'POST /apps/sales/addons',
    { plan: 'papertrail:choklad' },
    answers.addon,
    (c) => c.addons.create('sales', { plan: 'papertrail:choklad' }),
  ],
  [`DELETE /apps/sales/addons/${name}`, undefined, answers.addon, (c) => c.addons.delete('sales', name)],
  [
    'GET /addon-services/heroku-postgresql/plans/heroku-postgresql:standard-0',
    undefined,
    { id: 'p', name: 'x', human_name: 'Standard 0', price: { cents: 5000, unit: 'month' } },
    (c) => c.plans.get('heroku-postgresql:standard-0'),
  ],
  ['GET /addon-attachments', undefined, [answers.attachment], (c) => c.attachments.list()],
  ['GET /apps/sales/addon-attachments', undefined, [answers.attachment], (c) => c.attachments.listOfApp('sales')],
  [`GET /addons/${name}/addon-attachments`, undefined, [answers.attachment], (c) => c.attachments.listOfAddon(name)],
  [
    'POST /addon-attachments',
    { addon: name, app: 'sales', name: 'PGWATCH2', namespace: 'credential:pgwatch2' },
    answers.attachment,
    (c) => c.attachments.create({ addon: name, app: 'sales', name: 'PGWATCH2', credential: 'pgwatch2' }),
  ],
  [
    'POST /addon-attachments',
    { addon: name, app: 'sales', name: 'DATABASE', confirm: 'sales' },
    { ...answers.attachment, namespace: null },
    (c) => c.attachments.create({ addon: name, app: 'sales', name: 'DATABASE', confirm: 'sales' }),
  ],
  ['DELETE /addon-attachments/id-1', undefined, answers.attachment, (c) => c.attachments.delete('id-1')],
  [`GET /addons/${name}/config/credential:pgwatch2`, undefined, [], (c) => c.addonConfig.get(name, 'pgwatch2')],
  [`GET /addons/${name}/config`, undefined, [{ name: 'URL', value: 'postgres://x' }], (c) => c.addonConfig.get(name)],
  ['GET /apps/sales/config-vars', undefined, { A: '1' }, (c) => c.configVars.get('sales')],
  [
    'PATCH /apps/sales/config-vars',
    { A: '1', B: null },
    { A: '1' },
    (c) => c.configVars.update('sales', { A: '1', B: null }),
  ],
  ['GET /apps/sales/formation', undefined, [answers.processType], (c) => c.formation.get('sales')],
  [
    'PATCH /apps/sales/formation',
    {
      updates: [
        { type: 'web', quantity: 1, dyno_size: { name: 'basic' } },
        { type: 'pgbench', quantity: 0 },
      ],
    },
    [answers.processType],
    (c) =>
      c.formation.update('sales', [
        { type: 'web', quantity: 1, size: 'basic' },
        { type: 'pgbench', quantity: 0 },
      ]),
  ],
  [
    'POST /apps/sales/builds',
    { source_blob: { url: 'https://s3.example.com/get', version: 'v1' } },
    answers.build,
    (c) => c.builds.create('sales', { url: 'https://s3.example.com/get', version: 'v1' }),
  ],
  ['GET /apps/sales/builds/b1', undefined, answers.build, (c) => c.builds.get('sales', 'b1')],
  ['GET /apps/sales/releases', undefined, [answers.release], (c) => c.releases.listNewest('sales', 1)],
  ['GET /apps/sales/releases/7', undefined, answers.release, (c) => c.releases.get('sales', 7)],
  [
    'POST /apps/sales/dynos',
    { command: 'provisioner', type: 'run', env: { A: '1' }, attach: false, time_to_live: 600 },
    answers.dyno,
    (c) =>
      c.dynos.runDetached('sales', { command: 'provisioner', type: 'run', env: { A: '1' }, timeToLiveSeconds: 600 }),
  ],
  ['GET /apps/sales/dynos', undefined, [answers.dyno], (c) => c.dynos.list('sales')],
  ['GET /apps/sales/dynos/run.1234', undefined, answers.dyno, (c) => c.dynos.get('sales', 'run.1234')],
  ['GET /apps/sales/log-drains', undefined, [answers.drain], (c) => c.logDrains.list('sales')],
  [
    'POST /apps/sales/log-drains',
    { url: answers.drain.url },
    answers.drain,
    (c) => c.logDrains.create('sales', answers.drain.url),
  ],
  ['DELETE /apps/sales/log-drains/l1', undefined, answers.drain, (c) => c.logDrains.delete('sales', 'l1')],
  [
    'POST /apps/sales/log-sessions',
    { lines: 10, tail: false, dyno_name: 'web.1' },
    { logplex_url: 'https://logs.example.com/x' },
    (c) => c.logSessions.create('sales', { lines: 10, tail: false, dyno: 'web.1' }),
  ],
  [
    'PATCH /apps/sales/features/runtime-dyno-metadata',
    { enabled: true },
    { name: 'runtime-dyno-metadata', enabled: true },
    (c) => c.features.update('sales', 'runtime-dyno-metadata', true),
  ],
];

const credentials = `/postgres/v0/databases/${name}/credentials`;
const done = { message: 'begun' };
const bearer: Row[] = [
  [`POST ${credentials}`, { name: 'pgwatch2' }, done, (c) => c.credentials.create(name, 'pgwatch2')],
  [`DELETE ${credentials}/pgwatch2`, undefined, done, (c) => c.credentials.delete(name, 'pgwatch2')],
  [`POST /postgres/v0/databases/${name}/repair-default`, undefined, done, (c) => c.credentials.repairDefault(name)],
  [`GET /client/v11/databases/${name}`, undefined, answers.info, (c) => c.databases.getFacts(name)],
  [
    `GET /client/v11/databases/${name}/wait_status`,
    undefined,
    { 'waiting?': false, message: 'available' },
    (c) => c.databases.getWaitStatus(name),
  ],
  [
    `GET /client/v11/databases/${name}/metrics`,
    undefined,
    [{ at: '2026-11-01T00:00:00Z', load_avg_1m: 0.1, memory_total: 4_000_000 }],
    (c) => c.databases.getMetrics(name),
  ],
];
const basic: Row[] = [
  [`GET ${credentials}`, undefined, [answers.credential], (c) => c.credentials.list(name)],
  [`GET ${credentials}/pgwatch2`, undefined, answers.credential, (c) => c.credentials.get(name, 'pgwatch2')],
  [`POST ${credentials}/pgwatch2/credentials_rotation`, {}, done, (c) => c.credentials.rotate(name, 'pgwatch2')],
  [
    `POST ${credentials}/pgwatch2/credentials_rotation`,
    { forced: true },
    done,
    (c) => c.credentials.rotate(name, 'pgwatch2', { forced: true }),
  ],
];

async function expectRequest([request, body, answer, call]: Row, authorization: string): Promise<void> {
  heroku.reply({ body: answer });
  await call(heroku.client());
  expect(heroku.asked).toHaveLength(1);
  const [asked] = heroku.asked;
  expect(`${asked?.method} ${asked?.path}`).toBe(request);
  expect(asked?.body).toEqual(body);
  expect(asked?.headers).toMatchObject({
    authorization,
    accept: 'application/vnd.heroku+json; version=3',
    'user-agent': 'pgwatch-heroku/0.1.0',
  });
  expect(asked?.headers['content-type']).toBe(body === undefined ? undefined : 'application/json');
}

const basicKey = `Basic ${Buffer.from(`:${apiKey}`).toString('base64')}`;

describe('sends the Platform API exactly', () => {
  it.each(platform)('%s %j', (...row) => expectRequest(row, `Bearer ${apiKey}`));
});
describe('sends the Data API exactly, with the kind of key that the CLI sends', () => {
  it.each(bearer)('%s %j', (...row) => expectRequest(row, `Bearer ${apiKey}`));
  it.each(basic)('%s %j', (...row) => expectRequest(row, basicKey));
});

it('asks for the newest releases only', async () => {
  heroku.reply({ body: [answers.release] });
  expect(await heroku.client().releases.listNewest('sales', 3)).toEqual([answers.release]);
  expect(heroku.asked[0]?.headers['range']).toBe('version ..; max=3, order=desc');
});

it('uploads sources to the signed URL without the key, and gives back where builds fetch them', async () => {
  const signed = { get_url: `${heroku.url}/get?sig=1`, put_url: `${heroku.url}/put?sig=2` };
  heroku.reply({ body: { source_blob: signed } }, { body: '' });
  expect(await heroku.client().builds.uploadSource(Buffer.from('tar'))).toBe(signed.get_url);
  expect(heroku.asked.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /sources', 'PUT /put?sig=2']);
  const [, put] = heroku.asked;
  expect(put?.body).toBe('tar');
  expect(put?.headers['authorization']).toBeUndefined();
  expect(put?.headers['content-type']).toBeUndefined();
});

it('finds the connection URL of a credential, and not that of its pooler', async () => {
  const url = 'postgres://pgwatch2:p@db.example.com:5432/d1';
  heroku.reply({
    body: [
      { name: 'PGWATCH2_CONNECTION_POOL_URL', value: 'postgres://pooler' },
      { name: 'PGWATCH2_BASTIONS', value: '1.2.3.4' },
      { name: 'PGWATCH2_URL', value: url },
    ],
  });
  expect(await heroku.client().addonConfig.getDatabaseUrl(name, 'pgwatch2')).toBe(url);
  heroku.reply({ body: [] });
  await expect(heroku.client().addonConfig.getDatabaseUrl(name, 'pgwatch2')).rejects.toMatchObject({
    code: 'configuration',
    message: `Add-on ${name} has no connection URL for pgwatch2`,
  });
});

it('reaches no other resource by a name', async () => {
  heroku.reply({ body: answers.app });
  await heroku.client().apps.get('../account?x=1');
  expect(heroku.asked[0]?.path).toBe('/apps/..%2Faccount%3Fx%3D1');
  for (const nameless of ['', '.', '..']) expect(() => heroku.client().apps.delete(nameless)).toThrow('no name');
  expect(heroku.asked).toHaveLength(1);
});

it('refuses a space without a team, and a name that no credential may have, before it asks', async () => {
  expect(() => heroku.client().apps.create({ space: 'acme-space' })).toThrow('without a team');
  await expect(heroku.client().credentials.create(name, 'with space')).rejects.toMatchObject({ code: 'configuration' });
});
