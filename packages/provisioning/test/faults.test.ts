import { expect, it } from '@jest/globals';
import { createHerokuClient } from '@pgwatch-heroku/heroku-api';
import { AppError } from '@pgwatch-heroku/shared';
import { findOwnApp } from '../src/index.js';
import { bootstrap, harden } from './support/harden.js';
import { hardened, useHeroku } from './support/use-heroku.js';

// One account: each fault finds it as the one before left it, and the last test finds everything done.
const app = useHeroku({ teams: [{ id: '11111111-1111-4111-8111-111111111111', name: 'acme' }], team: 'acme' });
const untouched = ['DATABASE default', 'MONITOREDDB default'];

it('a wrong or revoked key: the app works with what it has, and the way to a good key is told', async () => {
  const postdeploy = await app.provision([], { HEROKU_API_KEY: 'HRKU-canary-wrong' });
  expect(postdeploy.code).toBe(0);
  expect(postdeploy.output).toContain('! Cannot list the attachments of the account: Heroku answers 401');
  expect(postdeploy.output).toContain('heroku authorizations:create');
  expect(postdeploy.output).toMatch(/Collector DB {2}works, degraded/);
  expect(postdeploy.output).not.toContain('HRKU-canary-wrong');
  app.heroku.faults.revokedKeys.add(app.heroku.apiKey);
  const resume = await app.provision(['resume']);
  app.heroku.faults.revokedKeys.clear();
  expect(resume.code).toBe(78);
  expect(app.attached()).toEqual(untouched);
});

it('a key without access to the team: named as that', async () => {
  app.heroku.faults.forbiddenTeams.add('acme');
  const { code, output } = await app.provision([], { HEROKU_APP_NAME: 'local' });
  app.heroku.faults.forbiddenTeams.clear();
  expect(code).toBe(0);
  expect(output).toContain('Cannot see app local: Heroku answers 403');
  expect(output).toContain('Ask an admin of the team');
  expect(app.attached()).toEqual(untouched);
});

it('finds its own app by name, and by its database when it was renamed', async () => {
  const databaseUrl = app.heroku.databaseUrl('DATABASE');
  await expect(findOwnApp(app.client(), { appName: 'local', databaseUrl: undefined })).resolves.toMatchObject({
    name: 'local',
  });
  await expect(findOwnApp(app.client(), { appName: 'before', databaseUrl })).resolves.toMatchObject({ name: 'local' });
  const other = databaseUrl.replace(/\/[^/]*$/, '/another');
  await expect(findOwnApp(app.client(), { appName: undefined, databaseUrl: other })).rejects.toMatchObject({
    code: 'configuration',
  });
});

it('a name that is of another app by now: the app that has the database is found, never that one', async () => {
  const databaseUrl = app.heroku.databaseUrl('DATABASE');
  const client = app.client();
  await client.apps.create({ name: 'before' });
  await expect(findOwnApp(client, { appName: 'before', databaseUrl })).resolves.toMatchObject({ name: 'local' });
  const made = await client.addons.create('before', { plan: 'heroku-postgresql:standard-0', attachment: 'DATABASE' });
  await client.addons.waitUntilProvisioned(made.id, { intervalMs: 20 });
  await expect(findOwnApp(client, { appName: 'before', databaseUrl })).resolves.toMatchObject({ name: 'local' });
  const gone = databaseUrl.replace(/\/[^/]*$/, '/another');
  await expect(findOwnApp(client, { appName: 'before', databaseUrl: gone })).rejects.toMatchObject({
    code: 'configuration',
    message: 'App before has another Collector DB than this process',
  });
  await client.apps.delete('before');
  app.heroku.faults.foreignApps.add('before');
  await expect(findOwnApp(client, { appName: 'before', databaseUrl })).resolves.toMatchObject({ name: 'local' });
  app.heroku.faults.foreignApps.clear();
});

it('the API away for longer than a call waits: nothing is half done, and the next run goes on', async () => {
  const timing = { firstDelayMs: 5, maxDelayMs: 10, patienceMs: 50 };
  const client = createHerokuClient({ apiKey: app.heroku.apiKey, apiUrl: app.heroku.apiUrl, timing });
  app.heroku.faults.goDown({ durationMs: 400 });
  await expect(harden(client)).rejects.toMatchObject({ code: 'unavailable', retryable: true });
  expect(app.attached()).toEqual(untouched);
  app.heroku.faults.goDown({});
});

it('a credential that stays in provisioning: the others are attached, and it is told', async () => {
  app.heroku.faults.stuckCredentials.add('pgwatch2_grafana_store');
  // As long as a busy machine may need for the credentials that do become active.
  const { failures, steps } = await harden(app.client(), { intervalMs: 200, timeoutMs: 8_000 });
  expect(failures).toHaveLength(1);
  expect(failures[0]).toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('pgwatch2_grafana_store'),
  });
  expect(steps).toContain('credential:PGWATCH2_GRAFANA_STORE failed');
  expect(app.attached()).toEqual(hardened.filter((row) => !row.startsWith('PGWATCH2_GRAFANA_STORE')));
  app.heroku.faults.stuckCredentials.clear();
});

it('an attachment name that another add-on has: it keeps it, and the way out is told', async () => {
  const client = app.client();
  const sample = (await client.attachments.listOfApp('local')).find(({ name }) => name === 'MONITOREDDB');
  await client.attachments.create({ addon: sample?.addon.name ?? '', app: 'local', name: 'PGWATCH2_GRAFANA_STORE' });
  const { failures } = await harden(client);
  expect(failures).toHaveLength(1);
  expect(failures[0]?.message).toBe(
    `PGWATCH2_GRAFANA_STORE of app local is attached to the default credential of ${sample?.addon.name} already`,
  );
  expect(failures[0]?.hint).toContain('heroku addons:detach PGWATCH2_GRAFANA_STORE --app local');
  const taken = (await client.attachments.listOfApp('local')).find(({ name }) => name === 'PGWATCH2_GRAFANA_STORE');
  await client.attachments.delete(taken?.id ?? '');
});

it('a storm of 429: waited out, and everything is done once', async () => {
  app.heroku.faults.limitRate(40, 0);
  const { failures } = await harden(app.client({ timing: { firstDelayMs: 5, maxDelayMs: 20, patienceMs: 20_000 } }));
  expect(failures).toEqual([]);
  expect(app.attached()).toEqual(hardened);
});

it('a rotation in the middle of the bootstrap: the new password is asked for', async () => {
  const client = app.client();
  const { addon } = (await client.attachments.listOfApp('local')).find(({ name }) => name === 'PGWATCH2') ?? {};
  const seen: string[] = [];
  const { failures } = await harden(client, {
    bootstrap: async (urls) => {
      seen.push(urls['PGWATCH2_URL'] ?? '');
      if (seen.length === 1) {
        await client.credentials.rotate(addon?.id ?? '', 'pgwatch2', { forced: true });
        await client.credentials.waitUntilActive(addon?.id ?? '', 'pgwatch2', { intervalMs: 20 });
      }
      return bootstrap(urls);
    },
  });
  expect(failures).toEqual([]);
  expect(new Set(seen).size).toBe(2);
});

it('requests that are cut on their way are sent again, and where all is done nothing changes', async () => {
  const before = app.releases();
  app.heroku.faults.goDown({ requests: 3 });
  const { failures, steps } = await harden(app.client());
  expect(failures.filter((failure) => failure instanceof AppError)).toEqual([]);
  expect(steps.every((step) => step.endsWith(' done'))).toBe(true);
  expect(app.releases()).toEqual(before);
});
