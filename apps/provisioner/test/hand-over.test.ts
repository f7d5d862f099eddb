import { expect, it } from '@jest/globals';
import { createLogger } from '@pgwatch-heroku/shared';
import { until } from '@pgwatch-heroku/testkit';
import { hardened, useHeroku } from '../../../packages/provisioning/test/support/use-heroku.js';
import { configSchema } from '../src/config.js';
import { harden } from '../src/harden/harden.js';
import { run } from './apps.js';

// Longer than there is time.
const app = useHeroku({ delays: { credentialMs: 2_000 } });
const log = createLogger({ name: 'test', level: 'silent' });

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
  await until('the one-off dyno is done', async () => app.heroku.account.first.oneOffs.size === 0);
  expect(await states()).toEqual([{ state: 'done', dyno: goesOnIn }]);
  expect(app.attached()).toEqual(hardened);
});
