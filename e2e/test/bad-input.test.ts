import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { startCli } from '../src/index.js';

let dir = '';
afterAll(() => rm(dir, { recursive: true, force: true, maxRetries: 3 }));

it('refuses a short password in one message with exit code 78, and forgets it', async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'pgwatch-bad-'));
  await chmod(dir, 0o755);
  const stateDir = path.join(dir, 'state');
  const cli = startCli({ stateDir, env: { PGWATCH2_ADMIN_PASSWORD: 'tooshort' } });
  expect((await cli.exited).code).toBe(78);
  const output = cli.output();
  expect(output).toMatch(/PGWATCH2_ADMIN_PASSWORD: .*12 characters/);
  expect(output).toContain('Set these in your shell (export NAME=value) and run npm start again');
  expect(output).not.toMatch(/[Hh]eroku (dashboard|config:set)/);
  expect(output).not.toMatch(/\{"level"|^ +at /m);
  expect(output).not.toContain('tooshort');
  const { apps } = JSON.parse(await readFile(path.join(stateDir, 'state.json'), 'utf8'));
  expect(apps[0].configVars.PGWATCH2_ADMIN_PASSWORD).toMatch(/^[0-9a-f]{64}$/);
}, 120_000);
