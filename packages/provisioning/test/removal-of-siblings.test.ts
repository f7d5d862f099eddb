import { beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { HerokuClient } from '@pgwatch-heroku/heroku-api';
import { createLogger } from '@pgwatch-heroku/shared';
import { planRemoval, removeDemo, removeEverything } from '../src/index.js';
import { useHeroku } from './support/use-heroku.js';

const app = useHeroku({ plans: { DATABASE: 'essential-0', MONITOREDDB: 'essential-0' } });
const log = createLogger({ name: 'test', level: 'silent' });
const signal = new AbortController().signal;
let calls: string[] = [];
let told: Record<string, string> = {};
const onStep = ({ id, state, detail }: { id: string; state: string; detail: string }) => {
  calls.push(`${id} ${state}`);
  told[id] = detail;
};
beforeEach(() => {
  calls = [];
  told = {};
});

const databaseOf = async (name: string) =>
  (await app.client().addons.listOfApp(name)).find((addon) => addon.app.name === name)?.id ?? '';
const idOf = async (name: string) => (await app.client().apps.get(name)).id;
const removeAll = async (name: string, more: { client?: HerokuClient; leave?: string[] } = {}) =>
  removeEverything({
    ...{ client: app.client(), app: name, appId: await idOf(name), confirm: name, earlier: [] },
    ...{ onStep, log, signal, ...more },
  });
const attach = async (owner: string, to: string, name: string) =>
  app.client().attachments.create({ addon: await databaseOf(owner), app: to, name });
const appNames = async () => (await app.client().apps.list()).map(({ name }) => name).sort();

/** A Collector and its two apps, as the set-up leaves them. */
async function makeThree(collector: string, names = { grafana: `${collector}-grafana`, monitored: `${collector}-db` }) {
  const client = app.client();
  for (const [name, role] of [
    [collector, 'collector'],
    [names.grafana, 'grafana'],
    [names.monitored, 'monitored'],
  ] as const) {
    await client.apps.create({ name });
    await client.configVars.update(name, { PGWATCH2_APP: role });
    if (role === 'grafana') continue;
    const addon = await client.addons.create(name, { plan: 'heroku-postgresql:essential-0', attachment: 'DATABASE' });
    await client.addons.waitUntilProvisioned(addon.id, { intervalMs: 50 });
  }
  await client.configVars.update(collector, { PGWATCH2_MONITOREDDB_APP_NAME: `${collector}-db` });
  await attach(collector, names.grafana, 'PGWATCH2_GRAFANA');
}

beforeAll(async () => {
  await makeThree('one');
  await makeThree('two');
  await attach('two-db', 'two', 'PGWATCH2_MONITOREDDB_MYTARGETDB');
  await makeThree('renamed', { grafana: 'board', monitored: 'sample' });
  await attach('sample', 'renamed', 'PGWATCH2_MONITOREDDB_MYTARGETDB');
}, 120_000);

it("takes no other Collector's apps for its own, whatever of them is attached to it", async () => {
  const client = app.client();
  // The first monitors the second's database by the name of its own, and the second's Grafana shows both.
  await attach('two-db', 'one', 'PGWATCH2_MONITOREDDB_MYTARGETDB');
  await client.apps.delete('one-grafana');
  await attach('one', 'two-grafana', 'ONE');
  const planned = async () => {
    const { siblings, borrowed } = await planRemoval(client, 'one');
    return [siblings, borrowed.map((each) => each.app)];
  };
  expect(await planned()).toEqual([['one-db'], ['two-db']]);
  // Also those that have the right name and are the other's.
  await client.configVars.update('one', {
    ...{ PGWATCH2_MONITOREDDB_APP_NAME: 'two-db', PGWATCH2_GRAFANA_APP_NAME: 'two-grafana' },
  });
  expect(await planned()).toEqual([[], ['two-db']]);
  await removeAll('one');
  expect((await appNames()).filter((name) => name.startsWith('two'))).toEqual(['two', 'two-db', 'two-grafana']);
});

it('finds apps that were renamed by what is attached, and reads all before the first of them goes', async () => {
  const client = app.client();
  expect((await planRemoval(client, 'renamed')).siblings).toEqual(['board', 'sample']);
  const noting =
    <T>(what: string, call: (name: string) => Promise<T>) =>
    (name: string) => {
      calls.push(`${what} ${name}`);
      return call(name);
    };
  const spied = {
    ...client,
    addons: { ...client.addons, listOfApp: noting('read', client.addons.listOfApp) },
    apps: { ...client.apps, delete: noting('delete', client.apps.delete) },
  };
  const removed = await removeAll('renamed', { client: spied });
  expect(removed).toEqual({ left: [] });
  const deletions = calls.filter((call) => call.startsWith('delete'));
  expect(deletions).toEqual(['delete board', 'delete sample', 'delete renamed']);
  expect(calls).toContain('read renamed');
  expect(calls.slice(calls.indexOf('delete board')).filter((call) => call.startsWith('read'))).toEqual([]);
  const gone = ['board', 'sample', 'renamed'];
  expect((await appNames()).filter((name) => gone.includes(name))).toEqual([]);
});

it('leaves a Monitored DB app whose database holds more than the sample, says so before, and why', async () => {
  const client = app.client();
  await makeThree('shop');
  await attach('shop-db', 'shop', 'PGWATCH2_MONITOREDDB_MYTARGETDB');
  const inUse = await attach('shop-db', 'local', 'SHOP');
  await app.query('SHOP', 'CREATE TABLE public.orders (id int)');
  const removeTheDemo = () => removeDemo({ client, app: 'shop', onStep });
  await expect(removeTheDemo()).rejects.toThrow(/is not removed: local is attached to it/);
  await client.attachments.delete(inUse.id);
  await expect(removeTheDemo()).rejects.toThrow(/is not removed: it holds public.orders/);
  const plan = await planRemoval(client, 'shop');
  expect(plan.siblings).toEqual(['shop-grafana']);
  expect(plan.kept).toMatchObject({ app: 'shop-db', reason: expect.stringContaining('it holds public.orders') });
  expect(plan.everything.filter(({ what }) => what.startsWith('heroku-postgresql'))).toHaveLength(1);
  await expect(removeAll('shop')).rejects.toThrow(/^No app is deleted yet: something would stay behind in shop-db$/);
  expect(told['left:shop-db']).toMatch(/it holds public.orders/);
  expect(await appNames()).toContain('shop-grafana');
  const { left } = await removeAll('shop', { leave: ['shop-db'] });
  expect(left).toEqual([expect.stringMatching(/^shop-db: .* it holds public.orders/)]);
  expect(told['sample']).toMatch(/it holds public.orders.*heroku addons:destroy/);
  expect((await appNames()).filter((name) => name.startsWith('shop'))).toEqual(['shop-db']);
  expect(await databaseOf('shop-db')).not.toBe('');
});
