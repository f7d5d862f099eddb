import { expect, it } from '@jest/globals';
import { until } from '@pgwatch-heroku/testkit';
import { hardened, useHeroku } from './support/use-heroku.js';

// The default credential may do nothing with new ones here, which is the worst that Heroku's documentation allows.
const app = useHeroku({ defaultOnCredentials: 'none', delays: { credentialMs: 200 } });

it('a postdeploy that is killed after each of its steps is gone on with, and everything is there once', async () => {
  const killedAfter: string[] = [];
  for (;;) {
    const running = app.start();
    let ended = false;
    void running.exited.then(() => {
      ended = true;
    });
    const step = await until('a step that none was killed after, or the end', () => {
      if (ended) return 'end';
      const steps = running.events('step').map(({ step }) => String(step));
      return steps.find((id) => !killedAfter.includes(id));
    });
    if (step === 'end') {
      expect(await running.exited).toBe(0);
      expect(running.output()).toContain('The API key is not needed any more');
      break;
    }
    killedAfter.push(step);
    running.kill('SIGKILL');
    await running.exited;
  }
  expect(killedAfter.length).toBeGreaterThanOrEqual(6);
  expect(app.attached()).toEqual(hardened);
  const attached = app.releases().filter((release) => release.startsWith('Attach'));
  expect(new Set(attached).size).toBe(attached.length);
  const [{ owner } = { owner: '' }] = await app.query<{ owner: string }>(
    'DATABASE',
    `SELECT tableowner AS owner FROM pg_tables WHERE schemaname = 'pgwatch2' AND tablename = 'operation'`,
  );
  expect(owner).toBe('pgwatch2');
}, 180_000);
