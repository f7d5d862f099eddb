import { beforeAll, expect, it } from '@jest/globals';
import type { App, HerokuClient } from '@pgwatch-heroku/heroku-api';
import { AppError, createLogger } from '@pgwatch-heroku/shared';
import type { OperationStep } from '@pgwatch-heroku/store';
import {
  addMonitoredDatabase,
  listDatabases,
  type OnStep,
  planRemoval,
  removeDemo,
  removeEverything,
  removeMonitored,
} from '../src/index.js';
import { useHeroku } from './support/use-heroku.js';

const app = useHeroku({ plans: { DATABASE: 'essential-0', MONITOREDDB: 'essential-0' } });
const log = createLogger({ name: 'test', level: 'silent' });
const signal = new AbortController().signal;
const wait = { intervalMs: 50 };
let own: App;
const names: Record<string, string> = {};
let steps: string[] = [];
const onStep = ({ id, state }: { id: string; state: string }) => {
  if (state !== 'running') steps.push(`${id} ${state}`);
};
const add = (addon: string, name: string) =>
  addMonitoredDatabase({ client: app.client(), own, addon, name, onStep, log, signal, wait });

/** A customer's app with databases of its own. */
beforeAll(async () => {
  const client = app.client();
  own = await client.apps.get('local');
  await client.apps.create({ name: 'shop' });
  for (const [as, plan] of [
    ['DATABASE', 'standard-0'],
    ['SMALL', 'essential-0'],
    ['SECRET', 'private-0'],
  ] as const) {
    const addon = await client.addons.create('shop', { plan: `heroku-postgresql:${plan}`, attachment: as });
    await client.addons.waitUntilProvisioned(addon.id, wait);
    names[as] = addon.name;
  }
}, 120_000);

it('lists the databases of all apps with what can be done with each, and no URL', async () => {
  const list = await listDatabases(app.client(), own);
  expect(
    list
      .map(({ app, ownerAttachments, canHaveCredentials, isMonitored }) => [
        app,
        ownerAttachments.join(),
        canHaveCredentials,
        isMonitored,
      ])
      .sort(),
  ).toEqual([
    ['local', 'DATABASE', false, false],
    ['local', 'MONITOREDDB', false, true],
    ['shop', 'DATABASE', true, false],
    ['shop', 'SECRET', true, false],
    ['shop', 'SMALL', false, false],
  ]);
  expect(JSON.stringify(list)).not.toContain('postgres:');
});

it('makes a database of another app a source: credential, rights, and the attachment last', async () => {
  steps = [];
  await expect(add(names['DATABASE'] ?? '', 'SALES')).resolves.toEqual({ attachment: 'PGWATCH2_MONITOREDDB_SALES' });
  expect(steps).toEqual(['database done', 'credential done', 'rights done', 'attach done']);
  expect(app.attached()).toContain('PGWATCH2_MONITOREDDB_SALES pgwatch2');
  expect(
    await app.query('PGWATCH2_MONITOREDDB_SALES', `SELECT pg_has_role('pg_monitor', 'USAGE') AS monitors`),
  ).toEqual([{ monitors: true }]);
});

it('does nothing more when it is run again, and says by which name a database is monitored', async () => {
  const before = app.releases();
  await add(names['DATABASE'] ?? '', 'SALES');
  expect(app.releases()).toEqual(before);
  await expect(add(names['DATABASE'] ?? '', 'OTHER')).rejects.toThrow(
    /monitored already, by PGWATCH2_MONITOREDDB_SALES_URL/,
  );
  await expect(add(names['SMALL'] ?? '', 'SALES')).rejects.toThrow(
    /PGWATCH2_MONITOREDDB_SALES is attached to .* already/,
  );
});

it('attaches the default credential where the plan has no other', async () => {
  steps = [];
  await add(names['SMALL'] ?? '', 'SMALL');
  expect(steps).toEqual(['database done', 'credential skipped', 'rights done', 'attach done']);
  expect(app.attached()).toContain('PGWATCH2_MONITOREDDB_SMALL default');
});

it('names a database that only its Private Space reaches, before it touches it', async () => {
  await expect(add(names['SECRET'] ?? '', 'SECRET')).rejects.toThrow(/can be reached from apps in it only/);
  expect(await app.client().credentials.list(names['SECRET'] ?? '')).toHaveLength(1);
});

it('refuses a name that cannot stand in a config var, and an add-on that is not there', async () => {
  await expect(add(names['SMALL'] ?? '', 'sales; drop')).rejects.toMatchObject({ code: 'configuration' });
  await expect(add('postgresql-of-nobody-1', 'NOBODY')).rejects.toMatchObject({ status: 404 });
});

const timeOut = () => Object.assign(new Error('cut off'), { name: 'AbortError' });

it('takes back everything that it made in a database, also when it is cut off by the restart that it causes', async () => {
  const attachment = 'PGWATCH2_MONITOREDDB_SALES';
  const told: OperationStep[] = [];
  const tell: OnStep = (step) => void told.push({ ...step, at: '' });
  const remove = (client: HerokuClient, given: OnStep, earlier: OperationStep[] = []) =>
    removeMonitored({ client, app: 'local', appId: own.id, attachment, earlier, onStep: given, log, signal });
  // The dyno that does this ends with the attachment, before it comes to the credential.
  const client = app.client();
  const cutOff = { ...client, credentials: { ...client.credentials, delete: () => Promise.reject(timeOut()) } };
  await expect(remove(cutOff, tell)).rejects.toThrow('cut off');
  expect(app.attached()).not.toContain('PGWATCH2_MONITOREDDB_SALES pgwatch2');
  expect((await client.credentials.list(names['DATABASE'] ?? '')).map(({ name }) => name)).toContain('pgwatch2');
  await remove(client, onStep, told);
  await app.client().credentials.waitUntilGone(names['DATABASE'] ?? '', 'pgwatch2', wait);
  expect(app.attached()).not.toContain('PGWATCH2_MONITOREDDB_SALES pgwatch2');
  steps = [];
  await remove(client, onStep);
  expect(steps).toEqual(['detach skipped']);
});

it('takes back what it made under another name of the app', async () => {
  const client = app.client();
  const addon = names['DATABASE'] ?? '';
  await add(addon, 'SALES');
  await client.apps.update('local', { name: 'renamed' });
  const told: Record<string, string> = {};
  const tell: OnStep = ({ id, detail }) => void Object.assign(told, { [id]: detail });
  const common = { client, attachment: 'PGWATCH2_MONITOREDDB_SALES', earlier: [], onStep: tell, log, signal };
  await removeMonitored({ ...common, app: 'renamed', appId: own.id });
  expect(told['rights']).toContain('pg_monitor taken from pgwatch2');
  expect(told[`credential:${addon}:pgwatch2`]).toBe('deleted');
  await client.credentials.waitUntilGone(addon, 'pgwatch2', wait);
  await client.apps.update('renamed', { name: 'local' });
});

it('makes nothing in a database that a person attached under the same name with another credential', async () => {
  const client = app.client();
  const addon = names['DATABASE'] ?? '';
  const attached = await client.attachments.create({ addon, app: 'local', name: 'PGWATCH2_MONITOREDDB_SALES' });
  const before = await client.credentials.list(addon);
  await expect(add(addon, 'SALES')).rejects.toMatchObject({
    message: expect.stringMatching(/monitored already, by PGWATCH2_MONITOREDDB_SALES_URL with the default credential/),
    hint: expect.stringContaining('heroku addons:detach PGWATCH2_MONITOREDDB_SALES --app local'),
  });
  expect(await client.credentials.list(addon)).toEqual(before);
  await client.attachments.delete(attached.id);
});

it('deletes no credential that was there before, whatever name a person attached it by', async () => {
  const client = app.client();
  const addon = names['DATABASE'] ?? '';
  const credentials = async () => (await client.credentials.list(addon)).map(({ name }) => name).sort();
  const remove = () =>
    removeMonitored({
      client,
      app: 'local',
      appId: own.id,
      attachment: 'PGWATCH2_MONITOREDDB_X',
      earlier: [],
      onStep,
      log,
      signal,
    });
  for (const credential of ['analytics', 'pgwatch2']) {
    await client.credentials.create(addon, credential);
    await client.credentials.waitUntilActive(addon, credential, wait);
    await client.attachments.create({ addon, app: 'local', name: 'PGWATCH2_MONITOREDDB_X', credential });
    // By hand it is pgwatch2 too: adding it again finds it there, so it is not ours.
    if (credential === 'pgwatch2') await add(addon, 'X');
    steps = [];
    await remove();
    expect(steps).toEqual(['rights done', `credential:${addon}:${credential} skipped`, 'detach done']);
  }
  expect(await credentials()).toEqual(['analytics', 'default', 'pgwatch2']);
  // Nor with everything.
  const { id: appId } = await client.apps.create({ name: 'third' });
  const wish = { addon, app: 'third', name: 'PGWATCH2_MONITOREDDB_X', credential: 'analytics' };
  await client.attachments.create(wish);
  await removeEverything({ client, app: 'third', appId, confirm: 'third', earlier: [], onStep, log, signal });
  expect(await credentials()).toEqual(['analytics', 'default', 'pgwatch2']);
  for (const credential of ['analytics', 'pgwatch2']) await client.credentials.delete(addon, credential);
});

it('removes the sample only while nobody else needs it, neither alone nor with everything, and says which price stops', async () => {
  const planned = await planRemoval(app.client(), 'local');
  expect(planned.demo?.things).toMatchObject([{ what: 'heroku-postgresql:essential-0', monthlyCents: 500 }]);
  expect(planned.borrowed).toEqual([{ addon: names['SMALL'], app: 'shop' }]);
  expect(planned.kept).toBeNull();
  const told: Record<string, string> = {};
  const tell: OnStep = ({ id, detail }) => {
    told[id] = detail;
  };
  const remove = () => removeDemo({ client: app.client(), app: 'local', onStep: tell });
  await app.query('MONITOREDDB', 'CREATE TABLE public.pgbench_accounts (aid int)');
  await app.query('MONITOREDDB', 'CREATE TABLE public.orders (id int)');
  await expect(remove()).rejects.toThrow(/is not removed: it holds public.orders/);
  // Removing everything takes it along, and so leaves all as it is.
  const before = app.attached();
  const all = {
    ...{ client: app.client(), app: 'local', appId: own.id, confirm: 'local', earlier: [] },
    ...{ onStep: tell, log, signal },
  };
  await expect(removeEverything(all)).rejects.toThrow(/is not removed: it holds public.orders/);
  expect((await planRemoval(app.client(), 'local')).kept).toEqual({
    ...{ app: 'local', reason: expect.stringContaining('it holds public.orders') },
  });
  await app.query('MONITOREDDB', 'DROP TABLE public.orders');
  const { addon } = (await app.client().attachments.listOfApp('local')).find((at) => at.name === 'MONITOREDDB') ?? {};
  const inUse = await app.client().attachments.create({ addon: addon?.id ?? '', app: 'shop', name: 'SAMPLE' });
  await expect(remove()).rejects.toThrow(/is not removed: shop is attached to it/);
  await expect(removeEverything(all)).rejects.toThrow(/is not removed: shop is attached to it/);
  expect(app.attached()).toEqual(before);
  await app.client().attachments.delete(inUse.id);
  await remove();
  expect(told['addon']).toMatch(/^deleted: \$5 .* less/);
  expect(app.attached()).not.toContain('MONITOREDDB default');
  await remove();
  expect(told['addon']).toBe('it is gone already');
});

it('removes everything only when the name of the app was typed', async () => {
  const client = app.client();
  const { id: appId } = await client.apps.create({ name: 'monitor' });
  await client.attachments.create({ addon: names['SMALL'] ?? '', app: 'monitor', name: 'PGWATCH2_MONITOREDDB_SMALL' });
  const common = { client, app: 'monitor', appId, earlier: [], onStep, log, signal };
  const remove = (confirm: string, leave?: string[]) => removeEverything({ ...common, confirm, leave });
  await expect(remove('other')).rejects.toThrow(/was not confirmed/);
  // Nothing there is this app's, as far as is written down: it may have had another name.
  const small = names['SMALL'] ?? '';
  await expect(remove('monitor')).rejects.toThrow(`something would stay behind in ${small}`);
  await expect(remove('monitor', [small])).resolves.toEqual({
    left: [expect.stringMatching(/: nothing is removed: what was made there is wanted by local, not by monitor/)],
  });
  await expect(client.apps.get('monitor')).rejects.toMatchObject({ status: 404 });
  // What the first app made there and still needs.
  expect((await client.addons.get(names['SMALL'] ?? '')).state).toBe('provisioned');
});

it('deletes no app while something would stay behind unsaid, and the credentials that it made before the app', async () => {
  const client = app.client();
  const addon = names['DATABASE'] ?? '';
  await client.credentials.waitUntilGone(addon, 'pgwatch2', wait);
  const fourth = await client.apps.create({ name: 'fourth' });
  await addMonitoredDatabase({ client, own: fourth, addon, name: 'SALES', onStep, log, signal, wait });
  const calls: string[] = [];
  const isThere = async () => (await client.credentials.list(addon)).some(({ name }) => name === 'pgwatch2');
  const remove = (isAway: boolean, leave?: string[]) => {
    const addonConfig = {
      ...client.addonConfig,
      getDatabaseUrl: (...args: Parameters<typeof client.addonConfig.getDatabaseUrl>) =>
        isAway
          ? Promise.reject(new AppError('unavailable', 'it is away', { retryable: true }))
          : client.addonConfig.getDatabaseUrl(...args),
    };
    const apps = {
      ...client.apps,
      delete: async (name: string) => {
        const { state } = await client.credentials.get(addon, 'pgwatch2').catch(() => ({ state: 'gone' }));
        calls.push(`${name} with the credential ${state}`);
        return client.apps.delete(name);
      },
    };
    return removeEverything({
      ...{ client: { ...client, addonConfig, apps }, app: 'fourth', appId: fourth.id, confirm: 'fourth', leave },
      ...{ earlier: [], onStep, log, signal },
    });
  };
  steps = [];
  await expect(remove(true)).rejects.toMatchObject({
    message: `No app is deleted yet: something would stay behind in ${addon}`,
    hint: expect.stringContaining('confirm that it may stay behind'),
  });
  expect(steps).toEqual([`rights:${addon} failed`, `left:${addon} failed`]);
  await expect(remove(true, ['another'])).rejects.toThrow('No app is deleted yet');
  expect([calls, await isThere()]).toEqual([[], true]);
  await expect(remove(false)).resolves.toEqual({ left: [] });
  expect(calls).toEqual([expect.stringMatching(/^fourth with the credential (revoking|gone)$/)]);
});
