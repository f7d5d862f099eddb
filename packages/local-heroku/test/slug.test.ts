import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { buildSlug } from '../src/slug/build-slug.js';
import { linkSlug } from '../src/slug/link-slug.js';
import { tempDir } from './support/temp-dir.js';
import { writeFiles } from './support/write-files.js';

const project = {
  'package.json': { type: 'module', workspaces: ['apps/*', 'packages/*'] },
  'node_modules/for-build/index.js': '',
  'packages/store/package.json': { name: '@x/store', type: 'module', main: 'dist/index.js' },
  'packages/store/dist/index.js': '',
  'packages/store/dist/migrations/0001_first.sql': 'read at run time',
  'apps/one/package.json': { name: '@x/app-one', type: 'module', main: 'dist/main.js' },
  'apps/one/dist/main.js': `import { readFileSync } from 'node:fs';
    console.log(readFileSync(new URL('../../../packages/store/dist/migrations/0001_first.sql', import.meta.url), 'utf8'));`,
  'apps/one/src/main.ts': 'source',
  'apps/one/test/main.test.ts': '',
  'bin/one': `#!/usr/bin/env node\nimport '../apps/one/dist/main.js';\n`,
};

/** In a folder that is not the slug's, as dynos do. */
function runOne(slugDir: string) {
  const { stdout, stderr } = spawnSync(path.join(slugDir, 'bin', 'one'), {
    cwd: '/',
    env: { PATH: `${path.dirname(process.execPath)}:/usr/bin:/bin` },
    encoding: 'utf8',
  });
  return { stdout, stderr };
}

it('holds what a dyno needs and runs without the project: no packages, sources or tests', async () => {
  const [repoDir, slugsDir] = [await tempDir(), await tempDir()];
  await writeFiles(repoDir, project);
  const slugDir = await buildSlug(repoDir, slugsDir);
  const held = readdirSync(slugDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(slugDir, path.join(entry.parentPath, entry.name)));
  expect(held.sort()).toEqual([
    'apps/one/dist/main.js',
    'bin/one',
    'package.json',
    'packages/store/dist/migrations/0001_first.sql',
  ]);
  expect(runOne(slugDir)).toEqual({ stdout: 'read at run time\n', stderr: '' });
});

it('carries the source of the project as the project packs it for the image', async () => {
  const [repoDir, slugsDir] = [await tempDir(), await tempDir()];
  await writeFiles(repoDir, {
    ...project,
    'scripts/make-source-tar.js': `import { writeFileSync } from 'node:fs';
      writeFileSync(process.argv[2] + '/source.tar.gz', 'packed');`,
  });
  const slugDir = await buildSlug(repoDir, slugsDir);
  expect(readFileSync(path.join(slugDir, 'source.tar.gz'), 'utf8')).toBe('packed');
});

it.each([
  ["throw new Error('heroku.private.yml is missing')", /cannot be packed: Error: heroku\.private\.yml is missing$/],
  ["console.error('first'); console.error('no such luck'); process.exit(1)", /cannot be packed: no such luck$/],
  ["process.stderr.write('Error: ENOSPC: no space left on device, write'); process.exit(1)", /^The disk is full$/],
])('says in a line why the source cannot be packed: %s', async (script, message) => {
  const repoDir = await tempDir();
  await writeFiles(repoDir, { ...project, 'scripts/make-source-tar.js': script });
  await expect(buildSlug(repoDir, await tempDir())).rejects.toMatchObject({
    exitCode: 69,
    message: expect.stringMatching(message),
    hint: expect.any(String),
  });
});

it('takes the place of the slug before it and does not change when the project is built again', async () => {
  const [repoDir, slugsDir] = [await tempDir(), await tempDir()];
  await writeFiles(repoDir, project);
  await buildSlug(repoDir, slugsDir);
  await new Promise((resolve) => setTimeout(resolve, 5));
  const slugDir = await buildSlug(repoDir, slugsDir);
  expect(readdirSync(slugsDir)).toEqual([path.basename(slugDir)]);
  await writeFile(path.join(repoDir, 'apps/one/dist/main.js'), 'changed');
  expect(readFileSync(path.join(slugDir, 'apps/one/dist/main.js'), 'utf8')).toContain('console.log');
});

it('takes one that was built elsewhere as a link, which goes without what it leads to', async () => {
  const [repoDir, elsewhere, slugsDir] = [await tempDir(), await tempDir(), await tempDir()];
  await writeFiles(repoDir, project);
  const built = await buildSlug(repoDir, elsewhere);
  const slugDir = await linkSlug(built, slugsDir);
  expect(readdirSync(slugsDir)).toEqual([path.basename(slugDir)]);
  expect(runOne(slugDir)).toEqual({ stdout: 'read at run time\n', stderr: '' });
  await buildSlug(repoDir, slugsDir);
  expect(existsSync(slugDir)).toBe(false);
  expect(runOne(built)).toEqual({ stdout: 'read at run time\n', stderr: '' });
});

it('says what is not built', async () => {
  const repoDir = await tempDir();
  await writeFiles(repoDir, { ...project, 'apps/two/package.json': { name: '@x/app-two' } });
  await expect(buildSlug(repoDir, await tempDir())).rejects.toMatchObject({
    code: 'configuration',
    message: 'apps/two is not built: dist/main.js is missing',
  });
  await writeFiles(repoDir, { 'apps/two/dist/main.js': '', 'packages/grafana/package.json': { name: '@x/grafana' } });
  await expect(buildSlug(repoDir, await tempDir())).rejects.toMatchObject({
    code: 'configuration',
    message: 'packages/grafana is not built: dist/dashboards-json is missing',
  });
});
