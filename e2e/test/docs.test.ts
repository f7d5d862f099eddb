import { spawnSync } from 'node:child_process';
import { expect, it } from '@jest/globals';
import { repoDir } from '../src/index.js';

it.each([
  ['docs/configuration.md', 'the config schemas have it', 'scripts/generate-configuration-docs.js'],
  ['docs/permissions.md', 'the code grants it', 'scripts/generate-permissions-docs.js'],
])('keeps %s as %s', (_page, _source, script) => {
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { cwd: repoDir, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});
