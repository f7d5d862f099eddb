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
  'node_modules/.package-lock.json': {
    packages: {
      'apps/one': {},
      'node_modules/@x/used': { resolved: 'packages/used', link: true },
      'node_modules/@x/tool': { resolved: 'packages/tool', link: true },
      'node_modules/wanted': { version: '1.0.0' },
      'node_modules/wanted/node_modules/nested': { version: '1.0.0' },
      'node_modules/for-tests': { version: '1.0.0', dev: true },
    },
  },
  'node_modules/wanted/index.js': `export * from 'nested';`,
  'node_modules/wanted/package.json': { name: 'wanted', type: 'module', main: 'index.js' },
  'node_modules/wanted/node_modules/nested/index.js': `export const word = 'nested';`,
  'node_modules/wanted/node_modules/nested/package.json': { name: 'nested', type: 'module', main: 'index.js' },
  'node_modules/for-tests/index.js': '',
  'packages/used/package.json': { name: '@x/used', type: 'module', main: 'dist/index.js' },
  'packages/used/dist/index.js': `export * from 'wanted';`,
  'packages/used/src/index.ts': 'source',
  'packages/tool/package.json': { name: '@x/tool', type: 'module', main: 'dist/index.js' },
  'packages/tool/dist/index.js': '',
  'apps/one/package.json': {
    name: '@x/app-one',
    type: 'module',
    main: 'dist/main.js',
    dependencies: { '@x/used': '1', wanted: '1' },
    devDependencies: { '@x/tool': '1', 'for-tests': '1' },
  },
  'apps/one/dist/main.js': `import { word } from '@x/used'; console.log(word);`,
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

it('holds what a dyno needs and runs without the project: no development packages, sources or tests', async () => {
  const [repoDir, slugsDir] = [await tempDir(), await tempDir()];
  await writeFiles(repoDir, project);
  const slugDir = await buildSlug(repoDir, slugsDir);
  for (const name of [
    'node_modules/for-tests',
    'node_modules/@x/tool',
    'packages/tool',
    'packages/used/src',
    'apps/one/test',
  ]) {
    expect({ name, there: existsSync(path.join(slugDir, name)) }).toEqual({ name, there: false });
  }
  expect(runOne(slugDir)).toEqual({ stdout: 'nested\n', stderr: '' });
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
  expect(runOne(slugDir)).toEqual({ stdout: 'nested\n', stderr: '' });
  await buildSlug(repoDir, slugsDir);
  expect(existsSync(slugDir)).toBe(false);
  expect(runOne(built)).toEqual({ stdout: 'nested\n', stderr: '' });
});

it('says what is not built', async () => {
  const repoDir = await tempDir();
  await writeFiles(repoDir, { ...project, 'apps/two/package.json': { name: '@x/app-two', main: 'dist/main.js' } });
  await expect(buildSlug(repoDir, await tempDir())).rejects.toMatchObject({
    code: 'configuration',
    message: 'apps/two is not built: dist/main.js is missing',
  });
});
