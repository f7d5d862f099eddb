import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { startCli, until } from '../src/index.js';

let dir = '';
afterAll(() => rm(dir, { recursive: true, force: true, maxRetries: 3 }));

it('ends a start that is interrupted half-way in order, and calls nothing a failure', async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'pgwatch-interrupted-'));
  await chmod(dir, 0o755);
  const cli = startCli({ stateDir: path.join(dir, 'state') });
  // What comes next, add-ons and a release, takes seconds.
  await until('PostgreSQL', () => /✔ PostgreSQL/.test(cli.output()), 120_000);
  expect((await cli.stop()).code).toBe(0);
  const output = cli.output();
  expect(output).toMatch(/Stopping; once more to hurry\.\n(.*\n)*Stopped\. The data is kept\.\n$/);
  expect(output).not.toMatch(/✘|failed|rror/);
}, 180_000);
