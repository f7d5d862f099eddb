import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { buildSlug } from '@pgwatch-heroku/local-heroku';
import { hasGit } from '@pgwatch-heroku/testkit';
import { parse } from 'yaml';
import { repoDir } from '../src/index.js';

const dir = mkdtempSync(path.join(tmpdir(), 'pgwatch-source-'));
afterAll(() => rmSync(dir, { recursive: true }));

const tracked = () =>
  execFileSync('git', ['ls-files', '-z'], { cwd: repoDir, encoding: 'utf8' })
    .split('\0')
    .filter((name) => name !== '' && existsSync(path.join(repoDir, name)))
    .sort();
const pack = (root: string, to: string, env?: Record<string, string>) =>
  execFileSync(process.execPath, [path.join(root, 'scripts/make-source-tar.js'), to], {
    encoding: 'utf8',
    ...(env ? { env } : {}),
    stdio: 'pipe',
  });
const unpack = (archive: string, to: string) => {
  mkdirSync(to, { recursive: true });
  execFileSync('tar', ['-xzf', archive, '-C', to]);
};
const listAll = (root: string) =>
  (
    readdirSync(root, { recursive: true, withFileTypes: true }) as {
      isFile(): boolean;
      parentPath: string;
      name: string;
    }[]
  )
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
const isExecutable = (file: string) => (statSync(file).mode & 0o111) === 0o111;
const readYaml = (name: string) => parse(readFileSync(path.join(repoDir, name), 'utf8'));

beforeAll(() => {
  pack(repoDir, path.join(dir, 'one'));
  unpack(path.join(dir, 'one/source.tar.gz'), path.join(dir, 'unpacked'));
});
const packed = () => listAll(path.join(dir, 'unpacked'));

const whatGitTracks = 'packs the files that git tracks and no other, byte for byte';
(hasGit(whatGitTracks, repoDir) ? it : it.skip)(whatGitTracks, () => {
  expect(packed()).toEqual(tracked());
  const differing = tracked().filter(
    (name) => !readFileSync(path.join(repoDir, name)).equals(readFileSync(path.join(dir, 'unpacked', name))),
  );
  expect(differing).toEqual([]);
  expect(isExecutable(path.join(dir, 'unpacked/bin/pgwatch-heroku'))).toBe(true);
  expect(isExecutable(path.join(dir, 'unpacked/package.json'))).toBe(false);
});

it('packs the same bytes where there is no git, as in the build of an image, and leaves out what .gitignore names', () => {
  const context = path.join(dir, 'context');
  for (const name of packed()) cpSync(path.join(repoDir, name), path.join(context, name));
  for (const name of ['node_modules/x/index.js', 'packages/store/dist/index.js', 'apps/web/.turbo/log', 'x.log']) {
    mkdirSync(path.dirname(path.join(context, name)), { recursive: true });
    writeFileSync(path.join(context, name), 'not ours');
  }
  pack(context, path.join(dir, 'from-context'));
  expectSame('from-context');

  // A checkout that was copied to where git is not installed, and one that git refuses.
  mkdirSync(path.join(context, '.git'));
  pack(context, path.join(dir, 'without-git'), { PATH: '/nowhere' });
  expectSame('without-git');
  pack(context, path.join(dir, 'refused'));
  expectSame('refused');
});

function expectSame(packed: string) {
  for (const name of ['source.tar.gz', 'source.private.tar.gz']) {
    expect(hashOf(path.join(dir, packed, name))).toBe(hashOf(path.join(dir, 'one', name)));
  }
}

it('gives an app in a Private Space heroku.private.yml for heroku.yml, and the rest unchanged', () => {
  unpack(path.join(dir, 'one/source.private.tar.gz'), path.join(dir, 'private'));
  expect(listAll(path.join(dir, 'private'))).toEqual(packed());
  const differing = packed().filter(
    (name) => hashOf(path.join(dir, 'private', name)) !== hashOf(path.join(repoDir, name)),
  );
  expect(differing).toEqual(['heroku.yml']);
  expect(hashOf(path.join(dir, 'private/heroku.yml'))).toBe(hashOf(path.join(repoDir, 'heroku.private.yml')));
});

it('builds in a space every process type of heroku.yml under its own name, from the one Dockerfile', () => {
  const [common, space] = [readYaml('heroku.yml'), readYaml('heroku.private.yml')];
  expect(Object.keys(space.build.docker)).toEqual(Object.keys(common.run));
  expect(new Set(Object.values(space.build.docker))).toEqual(new Set(Object.values(common.build.docker)));
  expect(space.release).toEqual(common.release);
  // Ignored there: what it would say is said by the image's CMD and $DYNO.
  expect(space.run).toBeUndefined();
  const dockerfile = readFileSync(path.join(repoDir, 'Dockerfile'), 'utf8');
  expect(dockerfile).toMatch(/^CMD \["pgwatch-heroku"\]$/m);
  expect(dockerfile).not.toMatch(/^ENTRYPOINT/m);
});

it('copies from its build what dynos of the local Heroku run from, which is of apps and packages no code but bundles', async () => {
  const dockerfile = readFileSync(path.join(repoDir, 'Dockerfile'), 'utf8');
  const copied = [...dockerfile.matchAll(/^COPY --from=build \/app\/(\S+) /gm)].map(([, name = '']) => name);
  const slug = await buildSlug(repoDir, path.join(dir, 'slugs'));
  const held = listAll(slug).filter((name) => !/^source\.(private\.)?tar\.gz$|^bin\/local-heroku\.js$/.test(name));
  const holds = (folder: string, name: string) => name === folder || name.startsWith(`${folder}/`);
  expect(copied.filter((folder) => !held.some((name) => holds(folder, name)))).toEqual([]);
  expect(held.filter((name) => !copied.some((folder) => holds(folder, name)))).toEqual([]);
  const code = held.filter((name) => name.endsWith('.js'));
  expect(code.length).toBeGreaterThan(10);
  expect(code.filter((name) => !/^apps\/[\w-]+\/dist\//.test(name))).toEqual([]);
});

it('carries the terms of every npm package that is in a bundle', () => {
  const bundles = listAll(path.join(repoDir, 'apps')).filter((name) => /^[\w-]+\/dist\/[^/]+\.js$/.test(name));
  const missing = bundles.flatMap((name) => {
    const file = path.join(repoDir, 'apps', name);
    const terms = readFileSync(path.join(path.dirname(file), 'licences.txt'), 'utf8');
    // The bundler says above each module which file it is.
    const modules = readFileSync(file, 'utf8').matchAll(/^\/\/ \S*node_modules\/((?:@[^/\s]+\/)?[^/\s]+)\/\S+$/gm);
    const packages = [...new Set([...modules].map(([, found]) => found))];
    return packages.filter((found) => !terms.includes(`---- ${found} `)).map((found) => `${name}: ${found}`);
  });
  expect(missing).toEqual([]);
  const dispatcher = readFileSync(path.join(repoDir, 'apps/dispatcher/dist/licences.txt'), 'utf8');
  expect(dispatcher).toMatch(/^---- zod [\d.]+: MIT\n\nMIT License/m);
});

it('takes its base images by exact version', () => {
  const dockerfile = readFileSync(path.join(repoDir, 'Dockerfile'), 'utf8');
  const images = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
  expect(images.length).toBeGreaterThan(1);
  for (const image of images) expect(image).toMatch(/^[\w./-]+:\d+\.\d+\.\d+(-[\w.-]+)?(@sha256:[0-9a-f]{64})?$/);
});
