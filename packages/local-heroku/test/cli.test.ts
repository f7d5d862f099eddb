import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';

const bin = fileURLToPath(new URL('../../../bin/local-heroku.js', import.meta.url));
const run = (...args: string[]) => spawnSync(process.execPath, [bin, ...args], { cwd: tmpdir(), encoding: 'utf8' });

it.each([
  [['start', '--prot', '5080'], /Unknown option '--prot'/],
  [['start', '--port', 'many'], /--port is a number from 1 to 65535, not 'many'/],
  [['start', '--port', '70000'], /--port is a number/],
  [['begin'], /Unknown argument 'begin'/],
  [['start', 'over'], /Unknown argument 'over'/],
])('refuses %j before it builds anything, with the usage', (args, problem) => {
  const { status, stderr } = run(...args);
  expect(status).toBe(78);
  expect(stderr).toMatch(problem);
  expect(stderr).toContain('Usage: npm start [-- options]');
});

it('explains itself', () => {
  const { status, stdout } = run('--help');
  expect(status).toBe(0);
  expect(stdout).toContain('--reset');
});
