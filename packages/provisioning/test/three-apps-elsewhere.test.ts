import { expect, it } from '@jest/globals';
import { sevenRows } from './support/seven-rows.js';
import { until } from './support/until.js';
import { useClickedApp } from './support/use-clicked-app.js';

const place = {
  teams: [{ id: 't1', name: 'acme' }],
  spaces: [{ id: 's1', name: 'acme-space', team: 'acme', region: 'virginia' }],
};
const clicked = useClickedApp(
  { PGWATCH2_TOPOLOGY: 'three-apps', PGWATCH2_SPACE: 'acme-space' },
  { ...place, idleFormation: true },
);

it('makes the Collector where it is wanted, whose own dyno makes the rest, and asks for its own end', async () => {
  expect(clicked.logOf('local')).toContain('DELETE ME: this app was only the installer');
  expect(clicked.logOf('local')).toContain('heroku apps:destroy local');
  // A whole set-up, which a busy machine takes a minute for.
  await until('the rest', async () => clicked.logOf('local-collector').includes('"phase":"resume"'), 150_000);
  expect((await clicked.rows()).filter((row) => !row.startsWith('local '))).toEqual(
    sevenRows('private-0', 'local-collector'),
  );
  // The clicked app is as the button made it.
  expect((await clicked.rows()).filter((row) => row.startsWith('local '))).toEqual([
    "local DATABASE: default of local's essential-0",
    "local MONITOREDDB: default of local's essential-0",
  ]);
}, 180_000);

it('gives the Collector the password of the clicked app, and the key to the dyno that needed it alone', async () => {
  const [here, there] = await Promise.all(
    ['local', 'local-collector'].map((app) => clicked.client().configVars.get(app)),
  );
  expect(there).toMatchObject({
    PGWATCH2_APP: 'collector',
    PGWATCH2_ADMIN_PASSWORD: here?.['PGWATCH2_ADMIN_PASSWORD'],
  });
  expect(there).not.toHaveProperty('HEROKU_API_KEY');
  expect((await clicked.client().apps.get('local-collector')).space?.name).toBe('acme-space');
});
