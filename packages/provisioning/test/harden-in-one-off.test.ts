import { expect, it } from '@jest/globals';
import { hardenInOneOff } from '../src/index.js';
import { until } from './support/until.js';
import { hardened, useHeroku } from './support/use-heroku.js';

const app = useHeroku();

it('gives each part its credential in a dyno of its own, with a key that stands in no config var', async () => {
  const { heroku } = app;
  await heroku.setConfig({ HEROKU_HOST: heroku.apiUrl, PGWATCH2_SECRET_KEY: 'canary-secret-key-0123456789' });
  const steps: string[] = [];
  await hardenInOneOff({
    client: app.client(),
    app: 'local',
    apiKey: heroku.apiKey,
    onStep: ({ id, state, detail }) => void steps.push(`${id} ${state} ${detail}`),
  });
  expect(steps.at(-1)).toMatch(/^dyno done run\.\d+ goes on with it/);
  // By its end and not by a clock: from cold disks, or beside many others, it takes a minute to load and to make all that.
  await until('the dyno is done', async () => heroku.account.first.oneOffs.size === 0, 150_000);
  // What was in its way stands in the log of that dyno alone.
  const log = heroku.logs.recent().map(({ process, text }) => `${process}: ${text}`);
  expect({ attached: app.attached(), log }).toEqual({ attached: hardened, log });
  expect(JSON.stringify(heroku.config())).not.toContain(heroku.apiKey);
}, 180_000);

it('leaves the three apps to their own set-up', async () => {
  await app.heroku.setConfig({ PGWATCH2_TOPOLOGY: 'three-apps' });
  const begun = hardenInOneOff({ client: app.client(), app: 'local', apiKey: undefined, onStep: () => undefined });
  await expect(begun).rejects.toMatchObject({ code: 'configuration', hint: expect.stringContaining('provisioner') });
});
