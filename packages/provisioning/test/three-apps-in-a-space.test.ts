import { expect, it } from '@jest/globals';
import { sevenRows } from './support/seven-rows.js';
import { useClickedApp } from './support/use-clicked-app.js';

const place = {
  teams: [{ id: 't1', name: 'acme' }],
  spaces: [{ id: 's1', name: 'acme-space', team: 'acme', region: 'virginia' }],
  team: 'acme',
  space: 'acme-space',
};
const clicked = useClickedApp(
  { PGWATCH2_TOPOLOGY: 'three-apps', PGWATCH2_GRAFANA_SIZE: 'private-m' },
  { ...place, idleFormation: true },
);

it('makes the same seven rows in a Private Space, on private databases', async () => {
  expect(await clicked.rows()).toEqual(sevenRows('private-0'));
});

it('makes the other apps in the team and space of the clicked one, with the process types of heroku.private.yml', async () => {
  const client = clicked.client();
  for (const name of ['local-grafana', 'local-monitored']) {
    const { team, space, region } = await client.apps.get(name);
    expect([team?.name, space?.name, region.name]).toEqual(['acme', 'acme-space', 'virginia']);
  }
  const scaled = async (app: string) =>
    (await client.formation.get(app))
      .filter(({ quantity }) => quantity > 0)
      .map(({ type, quantity, size }) => `${type}=${quantity}:${size}`)
      .sort();
  // The button's own build has web alone in a space: the clicked app is built anew.
  expect(await scaled('local')).toEqual(['collector=1:Private-S', 'web=1:Private-S']);
  expect(await scaled('local-grafana')).toEqual(['web=1:Private-M']);
  expect(await scaled('local-monitored')).toEqual(['pgbench=1:Private-S']);
});
