import { expect, it } from '@jest/globals';
import { hardened, useHeroku } from '../../../packages/provisioning/test/support/use-heroku.js';
import { configSchema } from '../src/config.js';
import { harden } from '../src/harden/harden.js';
import { cutOffAnywhere } from './cut-off-anywhere.js';
import { fastPace } from './use-three-apps.js';

// The default credential may do nothing with new ones here, which is the worst that Heroku's documentation allows.
const app = useHeroku({ defaultOnCredentials: 'none', delays: { credentialMs: 200 } });

it('a postdeploy that is cut off after each of its steps is gone on with, and everything is there once', async () => {
  const { steps, killedAt } = await cutOffAnywhere({
    run: async (given) => {
      const key = { HEROKU_API_KEY: app.heroku.apiKey, HEROKU_HOST: app.heroku.apiUrl };
      const config = { ...configSchema.parse({ ...app.heroku.config(), ...key }), ...key };
      const common = { outcomes: [], deadlineMs: 60_000, mayHandOver: false, imageDir: '', pace: fastPace };
      expect((await harden({ config, ...common, ...given })).failures).toEqual([]);
    },
    start: () => app.start(),
    stepsAhead: 1,
    killEvery: 4,
  });
  // Every kind of step was the last one of some run.
  const kinds = new Set(steps.map((step) => step.split(':')[0]));
  expect([...kinds].sort()).toEqual(['attach', 'credential', 'rights']);
  expect(killedAt.length).toBeGreaterThanOrEqual(2);
  expect(steps.length).toBeGreaterThanOrEqual(6);
  const last = await app.provision();
  expect(last.code).toBe(0);
  expect(last.output).toContain('The API key is not needed any more');
  expect(app.attached()).toEqual(hardened);
  const attached = app.releases().filter((release) => release.startsWith('Attach'));
  expect(new Set(attached).size).toBe(attached.length);
  const [{ owner } = { owner: '' }] = await app.query<{ owner: string }>(
    'DATABASE',
    `SELECT tableowner AS owner FROM pg_tables WHERE schemaname = 'pgwatch2' AND tablename = 'operation'`,
  );
  expect(owner).toBe('pgwatch2');
}, 180_000);
