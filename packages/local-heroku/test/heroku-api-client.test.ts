import { expect, it } from '@jest/globals';
import { createHerokuClient } from '@pgwatch-heroku/heroku-api';
import { connect } from '@pgwatch-heroku/shared';
import { useAccount } from './support/start-account.js';

const account = useAccount({ teams: [{ id: 't1', name: 'acme' }] });
const fast = { intervalMs: 50 };

it("answers every call of the project's own client in the form that it reads", async () => {
  const { apiUrl, apiKey, faults } = account.heroku;
  const heroku = createHerokuClient({ apiKey, apiUrl, timing: { firstDelayMs: 10 } });
  expect((await heroku.account.get()).email).toContain('@');
  expect(await heroku.teams.list()).toHaveLength(1);
  const app = await heroku.apps.create({ team: 'acme', name: 'collector', stack: 'container' });
  expect(app).toMatchObject({ name: 'collector', team: { name: 'acme' } });
  const { name } = await heroku.addons.create('collector', {
    plan: 'heroku-postgresql:standard-0',
    attachment: 'DATABASE',
    config: { version: '17' },
  });
  await heroku.addons.waitUntilProvisioned(name, fast);
  await heroku.databases.waitUntilAvailable(name, fast);
  expect(await heroku.databases.waitUntilForkFollow(name, fast)).toMatchObject({
    plan: 'Standard 0',
    forkFollow: 'Available',
    connections: { limit: 120 },
    storage: { usedBytes: expect.any(Number) },
  });
  expect((await heroku.databases.getMetrics(name))[0]?.memory_total).toBeGreaterThan(0);
  expect((await heroku.plans.get('heroku-postgresql:standard-0')).price.cents).toBe(5_000);
  faults.limitRate(1, 0); // which the client sits out
  await heroku.credentials.create(name, 'pgwatch2');
  await heroku.credentials.waitUntilActive(name, 'pgwatch2', fast);
  const attachment = await heroku.attachments.create({
    addon: name,
    app: 'local',
    name: 'PGWATCH2_MONITOREDDB_SALES',
    credential: 'pgwatch2',
  });
  expect(attachment.namespace).toBe('credential:pgwatch2');
  const url = await heroku.addonConfig.getDatabaseUrl(name, 'pgwatch2');
  expect(account.heroku.config()['PGWATCH2_MONITOREDDB_SALES_URL']).toBe(url);
  await (await connect({ url, label: 'test', applicationName: 'test' })).end();
  await heroku.formation.update('local', [{ type: 'worker', quantity: 1, size: 'standard-1x' }]);
  expect(await heroku.formation.get('local')).toContainEqual(
    expect.objectContaining({ type: 'worker', size: 'Standard-1X' }),
  );
  await heroku.attachments.delete(attachment.id);
  await heroku.credentials.delete(name, 'pgwatch2');
  await heroku.credentials.waitUntilGone(name, 'pgwatch2', fast);
  await heroku.apps.delete('collector');
  faults.revokedKeys.add(apiKey);
  await expect(heroku.apps.list()).rejects.toMatchObject({ code: 'configuration' });
}, 60_000);
