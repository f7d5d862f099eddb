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
