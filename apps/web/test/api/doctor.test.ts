import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestRole, startFaultyProxy, type TestDatabase, until } from '@pgwatch-heroku/testkit';
import { addViewer, change, signIn, signInAs, startApp, type TestApp } from '../server/support/start-app.js';
import { createStore, fillStore, open } from '../server/support/store.js';

let database: TestDatabase;
let proxy: Awaited<ReturnType<typeof startFaultyProxy>>;
let served: TestApp;
let admin: Awaited<ReturnType<typeof signIn>>;
let viewer: typeof admin;

beforeAll(async () => {
  database = await createStore();
  const client = await open(database.superuserUrl);
  await fillStore(client);
  await client.end();
  const salesUrl = await createTestRole(database, 'sales');
  proxy = await startFaultyProxy(salesUrl);
  served = await startApp(database.superuserUrl, {
    attached: { SALES: salesUrl, ARCHIVE: proxy.url },
    env: { HEROKU_API_KEY: 'canary-key', SHOP_URL: 'postgres://u:canary-password@shop.example:5432/shop' },
  });
  admin = await signIn(served.app);
  await addViewer(admin, 'looker', 'looks-and-changes-nothing');
  viewer = await signInAs(served.app, 'looker', 'looks-and-changes-nothing');
});
afterAll(async () => {
  await served.close();
  await proxy.close();
  await database.drop();
});

interface Answer {
  findings: { id: string; state: string; summary: string; fixes: { text: string }[] }[];
  checkedAt: string | null;
}
const stateOf = ({ findings }: Answer, id: string) => findings.find((one) => one.id === id)?.state;

const report = async (name: string): Promise<Answer> => {
  const { status, body } = await viewer.get(`/api/v1/sources/${name}/doctor`);
  expect(status).toBe(200);
  return body;
};

async function finished(name: string): Promise<Answer> {
  let latest = await report(name);
  await until('nothing is being checked', async () => {
    latest = await report(name);
    return latest.findings.every(({ state }) => state !== 'checking');
  });
  return latest;
}

it('shows a viewer what is wrong with the deployment and what mends it, and no secret', async () => {
  const { status, body, text } = await viewer.get('/api/v1/doctor');
  expect(status).toBe(200);
  // What the store says, that is; how fast it says it is a matter of this machine.
  expect(stateOf(body, 'schema')).toBe('ok');
  expect(stateOf(body, 'api-key')).toBe('warning');
  expect(stateOf(body, 'attached-databases')).toBe('warning');
  expect(stateOf(body, 'credentials')).toBe('warning');
  const fixes = (body as Answer).findings.flatMap((one) => one.fixes.map((fix) => fix.text));
  expect(fixes).toContain('heroku config:unset HEROKU_API_KEY');
  expect(fixes).toContain('heroku addons:attach <add-on> --as PGWATCH2_MONITOREDDB_SHOP');
  expect(text).not.toContain('canary');
});

it('tells the fleet page the worst that was found at a source', async () => {
  const found = await finished('SALES');
  expect(stateOf(found, 'connection')).toBe('ok');
  expect(stateOf(found, 'monitoring-rights')).toBe('warning');
  expect(stateOf(found, 'statements')).toBe('warning');
  // A metric that fails is what the store knows; without it the doctor's word counts.
  const client = await open(database.superuserUrl);
  await client.query(`DELETE FROM pgwatch2.source_metric WHERE metric = 'stat_statements'`);
  await client.end();
  const { body } = await viewer.get('/api/v1/sources');
  const sales = body.sources.find((one: { name: string }) => one.name === 'SALES');
  expect(sales.finding.level).toBe('warning');
  const worst = found.findings.find(({ state }) => state === 'warning' || state === 'error');
  expect(sales.finding.text).toContain(worst?.summary);
});

it('answers at once for a source that takes connections and says nothing, with what the store knows', async () => {
  proxy.freeze();
  const first = await report('ARCHIVE');
  expect(stateOf(first, 'connection')).toBe('checking');
  expect(stateOf(first, 'metrics-off')).not.toBe('checking');
  // And nobody else waits for it.
  expect(stateOf((await change(admin, 'post', '/sources/SALES/doctor/recheck', {})).body, 'connection')).toBe('ok');
  const last = await finished('ARCHIVE');
  expect(stateOf(last, 'connection')).toBe('error');
  expect(stateOf(last, 'tls')).toBe('not-available');
}, 30_000);

it('looks at everything where it has never looked before, though only a part is asked for', async () => {
  const other = await startApp(database.superuserUrl, { attached: { SALES: database.superuserUrl } });
  const agent = await signIn(other.app);
  await change(agent, 'post', '/sources/SALES/doctor/recheck', { aspects: ['tls'] });
  await until('all is looked at', async () => {
    const { body } = await agent.get('/api/v1/sources/SALES/doctor');
    return (body as Answer).findings.every(({ state }) => state !== 'checking');
  });
  await other.close();
});

it('looks anew only when an admin asks for it, and then only at what is asked', async () => {
  const before = await finished('SALES');
  expect(stateOf(before, 'statements')).toBe('warning');
  const client = await open(database.superuserUrl);
  await client.query('CREATE EXTENSION pg_stat_statements');
  await client.end();
  expect(stateOf(await report('SALES'), 'statements')).toBe('warning');
  const { csrfToken } = (await viewer.get('/api/v1/session')).body;
  const refused = await viewer.post('/api/v1/sources/SALES/doctor/recheck').set('X-CSRF-Token', csrfToken).send({});
  expect(refused.status).toBe(403);
  await change(admin, 'post', '/sources/SALES/doctor/recheck', { aspects: ['tls'] });
  expect(stateOf(await finished('SALES'), 'statements')).toBe('warning');
  await change(admin, 'post', '/sources/SALES/doctor/recheck', { aspects: ['statements'] });
  expect(stateOf(await finished('SALES'), 'statements')).not.toBe('warning');
});

it('asks a paused source nothing', async () => {
  await change(admin, 'patch', '/sources/SALES', { settings: { isEnabled: false } });
  const { body } = await change(admin, 'post', '/sources/SALES/doctor/recheck', {});
  for (const { state, summary } of (body as Answer).findings) {
    expect([state, summary]).toEqual(['not-available', expect.stringContaining('paused')]);
  }
  await change(admin, 'patch', '/sources/SALES', { settings: { isEnabled: true } });
  expect(stateOf(await finished('SALES'), 'connection')).toBe('ok');
});
