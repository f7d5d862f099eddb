import { expect, it } from '@jest/globals';
import { hardened, useHeroku } from './support/use-heroku.js';

const app = useHeroku({ plans: { DATABASE: 'premium-0' }, delays: { credentialMs: 100, highAvailabilityMs: 1_500 } });

it('two postdeploys at once do it once, on a plan that first waits for its standby', async () => {
  const [first, second] = await Promise.all([app.provision(), app.provision()]);
  expect([first.code, second.code]).toEqual([0, 0]);
  expect(app.attached()).toEqual(hardened);
  expect(app.releases().filter((release) => release.startsWith('Attach'))).toHaveLength(4);
  for (const { output } of [first, second]) expect(output).toContain('The API key is not needed any more');
  const operations = await app.query<{ state: string }>('DATABASE', 'SELECT state FROM pgwatch2.operation');
  expect(operations.map(({ state }) => state)).toEqual(['done', 'done']);
});
