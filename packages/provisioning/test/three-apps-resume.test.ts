import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { startApp } from '@pgwatch-heroku/testkit';
import { sevenRows } from './support/seven-rows.js';
import { until } from './support/until.js';
import { useClickedApp } from './support/use-clicked-app.js';

// Clicked without a word about topologies: the user turns to three apps later, and everything goes wrong.
const clicked = useClickedApp({ HEROKU_API_KEY: '', PGWATCH2_LOG_LEVEL: 'info' }, { idleFormation: true });

/** The provisioner as `heroku run` starts it, from the image, with the config vars of this moment. */
function provision() {
  const [slug = ''] = readdirSync(path.join(clicked.stateDir, 'slugs'));
  return startApp(
    path.join(clicked.stateDir, 'slugs', slug, 'apps/provisioner/dist/main.js'),
    {
      ...clicked.heroku.config(),
      HEROKU_API_KEY: clicked.apiKey,
      HEROKU_HOST: clicked.heroku.apiUrl,
      PGWATCH2_TOPOLOGY: 'three-apps',
      DYNO: 'run.1',
    },
    ['resume'],
  );
}
const releases = async () => {
  const all = await Promise.all(
    ['local', 'local-grafana', 'local-monitored'].map((app) => clicked.client().releases.listNewest(app, 100)),
  );
  return all.flat();
};

it('ends with the same seven rows when it was killed at every fourth step', async () => {
  const seen = new Set<string>();
  let kills = 0;
  let code: number | null = null;
  while (code !== 0 && kills < 20) {
    const running = provision();
    let fresh = 0;
    const watch = setInterval(() => {
      for (const { step } of running.events('step')) {
        if (typeof step !== 'string' || seen.has(step)) continue;
        seen.add(step);
        fresh++;
      }
      if (fresh >= 4) running.kill('SIGKILL');
    }, 20);
    code = await running.exited;
    clearInterval(watch);
    // A run that nobody killed is through, or says in its output why it gave up.
    if (code !== null) expect({ code, output: running.output() }).toEqual({ code: 0, output: expect.anything() });
    else kills++;
  }
  expect(code).toBe(0);
  expect(kills).toBeGreaterThanOrEqual(4);
  expect(await clicked.rows()).toEqual(sevenRows());
  expect(clicked.heroku.account.apps.map(({ state }) => state.name).sort()).toEqual([
    'local',
    'local-grafana',
    'local-monitored',
  ]);
}, 240_000);

it('changes nothing when it is run again', async () => {
  await until('all releases', async () => (await releases()).every(({ status }) => status !== 'pending'));
  const before = await releases();
  const running = provision();
  expect(await running.exited).toBe(0);
  expect(running.output()).toContain('nothing to change');
  expect((await releases()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
}, 60_000);
