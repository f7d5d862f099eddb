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
  await until('all attachments', async () => app.attached().join() === hardened.join()).catch((cause: unknown) => {
    // What is in its way stands in the log of that dyno alone.
    throw new Error(
      heroku.logs
        .recent()
        .map(({ process, text }) => `${process}: ${text}`)
        .join('\n'),
      { cause },
    );
  });
  expect(JSON.stringify(heroku.config())).not.toContain(heroku.apiKey);
}, 120_000);

it('leaves the three apps to their own set-up', async () => {
  await app.heroku.setConfig({ PGWATCH2_TOPOLOGY: 'three-apps' });
  const begun = hardenInOneOff({ client: app.client(), app: 'local', apiKey: undefined, onStep: () => undefined });
  await expect(begun).rejects.toMatchObject({ code: 'configuration', hint: expect.stringContaining('provisioner') });
});
