import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';

const bin = fileURLToPath(new URL('../../../bin/pgwatch-heroku', import.meta.url));
const env = { PATH: `${path.dirname(process.execPath)}:/usr/bin:/bin` };

it('runs from an empty folder with nothing but PATH in its environment', () => {
  const { status, stdout } = spawnSync(bin, ['--help'], { cwd: tmpdir(), env, encoding: 'utf8' });
  expect(status).toBe(0);
  expect(stdout).toContain('Usage: pgwatch-heroku <process>');
});

it('ends with 78 and says why when there is no such process', () => {
  const { status, stderr } = spawnSync(bin, ['nothing'], { cwd: tmpdir(), env, encoding: 'utf8' });
  expect(status).toBe(78);
  expect(stderr).toContain('there is no process "nothing"');
});

it('ends with 78 when PGWATCH2_APP is none of the roles', () => {
  const { status, stderr } = spawnSync(bin, ['web'], {
    cwd: tmpdir(),
    env: { ...env, PGWATCH2_APP: 'grafanna' },
    encoding: 'utf8',
  });
  expect(status).toBe(78);
  expect(stderr).toContain('PGWATCH2_APP');
});
