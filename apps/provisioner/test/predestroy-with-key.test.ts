import { expect, it } from '@jest/globals';
import { addMonitoredDatabase } from '@pgwatch-heroku/provisioning';
import { createLogger } from '@pgwatch-heroku/shared';
import { useHeroku } from '../../../packages/provisioning/test/support/use-heroku.js';

const app = useHeroku({ plans: { DATABASE: 'essential-0', MONITOREDDB: 'essential-0' } });
const wait = { intervalMs: 50 };

it('leaves nothing of a review app in a standard-0 of another app with a key, and without one says what and how', async () => {
  const client = app.client();
  await client.apps.create({ name: 'shop' });
  const made = await client.addons.create('shop', { plan: 'heroku-postgresql:standard-0', attachment: 'DATABASE' });
  const { name: addon } = await client.addons.waitUntilProvisioned(made.id, wait);
  await addMonitoredDatabase({
    ...{ client, own: await client.apps.get('local'), addon, name: 'SHOP', wait, onStep: () => undefined },
    ...{ log: createLogger({ name: 'test', level: 'silent' }), signal: new AbortController().signal },
  });
  const HEROKU_APP_NAME = 'local';
  const keyless = await app.provision(['predestroy'], { HEROKU_APP_NAME, HEROKU_API_KEY: '' });
  expect(keyless.code).toBe(78);
  expect(keyless.output).toMatch(
    /this stays: credential pgwatch2, extension pg_stat_statements, role pg_monitor to pgwatch2/,
  );
  expect(keyless.output).toContain(
    'HEROKU_APP_NAME=local;HEROKU_APP_ID=;PGWATCH2_MONITOREDDB_SHOP_URL=$(heroku config:get',
  );
  expect(app.attached()).toContain('PGWATCH2_MONITOREDDB_SHOP pgwatch2');

  const { code, output } = await app.provision(['predestroy'], { HEROKU_APP_NAME });
  expect([code, output]).toEqual([0, expect.stringContaining('pg_monitor taken from pgwatch2')]);
  expect(output).toContain('extension pg_stat_statements removed');
  expect(app.attached()).not.toContain('PGWATCH2_MONITOREDDB_SHOP pgwatch2');
  await client.credentials.waitUntilGone(addon, 'pgwatch2', wait);
  expect(output).not.toContain('postgres://');
}, 120_000);
