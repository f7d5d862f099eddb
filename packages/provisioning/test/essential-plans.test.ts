import { expect, it } from '@jest/globals';
import { readPlanStorage } from '../src/index.js';
import { useHeroku } from './support/use-heroku.js';

const app = useHeroku({ plans: { DATABASE: 'essential-1', MONITOREDDB: 'essential-0' } });

it('tells Essential-1 from Essential-0, which connections do not', async () => {
  const databaseUrl = app.heroku.databaseUrl('DATABASE');
  await expect(readPlanStorage(app.client(), { appName: undefined, databaseUrl })).resolves.toBe(10 * 1024 ** 3);
});

it('with a key on Essential: works on the default credential and says why there is no other', async () => {
  const { code, output } = await app.provision();
  expect(code).toBe(0);
  expect(output).toContain(
    'No credential pgwatch2 of DATABASE: heroku-postgresql:essential-1 has no credentials besides the default one.',
  );
  expect(output).toMatch(/Collector DB {2}works, degraded/);
  expect(app.attached()).toEqual(['DATABASE default', 'MONITOREDDB default']);
});

it('add-ons of app.json that are missing: without the sample all else works, without the Collector DB nothing does', async () => {
  const client = app.client();
  const lose = async (name: string) => {
    const attached = (await client.attachments.listOfApp('local')).find((each) => each.name === name);
    await client.addons.delete('local', attached?.addon.id ?? '');
  };
  await lose('MONITOREDDB');
  const withoutSample = await app.provision();
  expect(withoutSample.code).toBe(0);
  expect(withoutSample.output).toMatch(/Collector DB {2}works, degraded/);
  expect(withoutSample.output).toContain('Monitored DB: MONITOREDDB_URL is not set. There is no sample to look at');
  await lose('DATABASE');
  const withoutStore = await app.provision();
  expect(withoutStore.code).toBe(78);
  expect(withoutStore.output).toContain('heroku addons:create heroku-postgresql:essential-0 --as DATABASE');
});
