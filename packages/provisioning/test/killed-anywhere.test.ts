import { expect, it } from '@jest/globals';
import { sleep } from '@pgwatch-heroku/shared';
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
    const newStep = () =>
      running
        .events('step')
        .map(({ step }) => String(step))
        .find((id) => !killedAfter.includes(id));
    // Looked at this often, so that a step which takes milliseconds is the last that was done.
    while (!ended && newStep() === undefined) await sleep(5);
    const step = newStep() ?? 'end';
    if (step === 'end') {
      expect(await running.exited).toBe(0);
      expect(running.output()).toContain('The API key is not needed any more');
      break;
    }
    killedAfter.push(step);
    running.kill('SIGKILL');
    await running.exited;
  }
  // Every kind of step was the last one of some run.
  const kinds = new Set(killedAfter.map((step) => step.split(':')[0]));
  expect([...kinds].sort()).toEqual(['attach', 'credential', 'rights']);
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
