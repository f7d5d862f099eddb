import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Cli, isAlive, listDescendants, startCli, until } from '../src/index.js';
import { expectEndOf } from './support/expect-end-of.js';

let dir = '';
let stateDir = '';
let cli: Cli | undefined;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'pgwatch-interrupted-'));
  await chmod(dir, 0o755);
  stateDir = path.join(dir, 'state');
});
afterAll(async () => {
  if (cli && isAlive(cli.pid)) await cli.stop();
  await rm(dir, { recursive: true, force: true, maxRetries: 3 });
}, 60_000);

it('ends a start that is interrupted half-way in order, and calls nothing a failure', async () => {
  const interrupted = startCli({ stateDir });
  cli = interrupted;
  // What comes next, add-ons and a release, takes seconds.
  await until('PostgreSQL', () => /✔ PostgreSQL/.test(interrupted.output()), 120_000);
  expect((await interrupted.stop()).code).toBe(0);
  const output = interrupted.output();
  expect(output).toMatch(/Stopping; once more to hurry\.\n(.*\n)*Stopped\. The data is kept\.\n$/);
  expect(output).not.toMatch(/✘|failed|rror/);
}, 180_000);

it('goes on with it at the next start, and leaves no process behind 10 s after that was killed with SIGKILL', async () => {
  const next = startCli({ stateDir });
  cli = next;
  await Promise.race([until('Its dynos', () => /✔ Dynos/.test(next.output()), 180_000), next.exited]);
  expect(next.output()).toContain('✔ Postdeploy');
  const family = listDescendants(next.pid);
  for (const running of [/pgwatch-heroku web/, /pgwatch-heroku collector/, /postgres/]) {
    expect(family.some(({ command }) => running.test(command))).toBe(true);
  }
  process.kill(next.pid, 'SIGKILL');
  await expectEndOf(family, stateDir);
}, 240_000);
