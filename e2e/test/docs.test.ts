import { spawnSync } from 'node:child_process';
import { expect, it } from '@jest/globals';
import { repoDir } from '../src/index.js';

it('keeps docs/configuration.md as the config schemas have it', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/generate-configuration-docs.js', '--check'], {
    cwd: repoDir,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});
