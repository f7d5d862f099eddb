import { expect, it } from '@jest/globals';
import { hardenInOneOff } from '@pgwatch-heroku/provisioning';
import { createLogger } from '@pgwatch-heroku/shared';
import { until } from '../../../packages/provisioning/test/support/until.js';
import { hardened, useHeroku } from '../../../packages/provisioning/test/support/use-heroku.js';
import { configSchema } from '../src/config.js';
import { harden } from '../src/harden/harden.js';
import { run } from './apps.js';

// Longer than there is time.
const app = useHeroku({ delays: { credentialMs: 2_000 } });
const log = createLogger({ name: 'test', level: 'silent' });
/** By its end and not by a clock: from cold disks, or beside many others, it takes a minute to load and to make all that. */
const untilDynoIsDone = () =>
  until('the one-off dyno is done', async () => app.heroku.account.first.oneOffs.size === 0, 150_000);

it('what Heroku takes too long over goes on in a one-off dyno, and stands in the journal meanwhile', async () => {
  const keyless = await run('provisioner', app.heroku.config());
  expect(keyless.code).toBe(0);
  expect(keyless.output).toContain('heroku pg:credentials:create DATABASE --name pgwatch2');
  const key = { HEROKU_API_KEY: app.heroku.apiKey, HEROKU_HOST: app.heroku.apiUrl };
  await app.heroku.setConfig(key);
  const config = configSchema.parse(app.heroku.config());
  const { goesOnIn, failures } = await harden({
    config: { ...config, HEROKU_API_KEY: app.heroku.apiKey },
    ...{ outcomes: [], deadlineMs: 1_500, mayHandOver: true, imageDir: '', log, signal: new AbortController().signal },
  });
  expect(failures).toEqual([]);
  expect(goesOnIn).toMatch(/^run\.\d+$/);
  const states = () =>
    app.query<{ state: string; dyno: string }>('DATABASE', 'SELECT state, dyno FROM pgwatch2.operation');
  expect((await states())[0]?.state).toMatch(/handed-over|running/);
  await untilDynoIsDone();
  expect(await states()).toEqual([{ state: 'done', dyno: goesOnIn }]);
  expect(app.attached()).toEqual(hardened);
}, 180_000);

it('gives what is missing its credential in a dyno of its own, with a key that stands in no config var', async () => {
  const { heroku } = app;
  const client = app.client();
  const missing = (await client.attachments.listOfApp('local')).filter(({ name }) => /GRAFANA/.test(name));
  expect(missing).toHaveLength(2);
  for (const { id } of missing) await client.attachments.delete(id);
  await heroku.setConfig({ HEROKU_API_KEY: null });
  const steps: string[] = [];
  await hardenInOneOff({
    client,
    app: 'local',
    apiKey: heroku.apiKey,
    onStep: ({ id, state, detail }) => void steps.push(`${id} ${state} ${detail}`),
  });
  expect(steps.at(-1)).toMatch(/^dyno done run\.\d+ goes on with it/);
  await untilDynoIsDone();
  // What was in its way stands in the log of that dyno alone.
  const said = heroku.logs.recent().map(({ process, text }) => `${process}: ${text}`);
  expect({ attached: app.attached(), said }).toEqual({ attached: hardened, said });
  expect(JSON.stringify(heroku.config())).not.toContain(heroku.apiKey);
}, 180_000);

it('leaves the three apps to their own set-up', async () => {
  await app.heroku.setConfig({ PGWATCH2_TOPOLOGY: 'three-apps' });
  const begun = hardenInOneOff({ client: app.client(), app: 'local', apiKey: undefined, onStep: () => undefined });
  await expect(begun).rejects.toMatchObject({ code: 'configuration', hint: expect.stringContaining('provisioner') });
});
