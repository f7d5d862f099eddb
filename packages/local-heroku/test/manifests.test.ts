import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadManifests } from '../src/index.js';
import { appJsonSchema } from '../src/manifest/app-json.js';
import { herokuYmlSchema } from '../src/manifest/heroku-yml.js';
import { readManifest } from '../src/manifest/source-file.js';
import { tempDir } from './support/temp-dir.js';
import { writeFiles } from './support/write-files.js';

const repoDir = fileURLToPath(new URL('../../..', import.meta.url));
const minimalYml = 'build:\n  docker:\n    web: Dockerfile\nrun:\n  web:\n    image: web\n    command: serve\n';

const problemsOf = async (app: unknown, yml = minimalYml) => {
  const dir = await tempDir();
  await writeFiles(dir, { 'app.json': app, 'heroku.yml': yml, Dockerfile: 'FROM scratch' });
  return loadManifests(dir).then(
    () => '',
    (error: Error & { code: string }) => {
      expect(error.code).toBe('configuration');
      return error.message;
    },
  );
};

it("accepts the project's own app.json and heroku.yml", async () => {
  const { app, heroku } = await loadManifests(repoDir);
  expect(Object.keys(app.env ?? {}).length).toBeLessThanOrEqual(4);
  expect(Object.keys(heroku.run ?? {})).toEqual(expect.arrayContaining(['web', 'collector', 'pgbench', 'provisioner']));
});

it("names the line and the nearest known key of any unknown key in any object of the project's app.json", async () => {
  const text = await readFile(path.join(repoDir, 'app.json'), 'utf8');
  const lines = text.split('\n');
  // Every line that opens an object whose keys are fixed: a key put after it is unknown there.
  const opening = lines.flatMap((line, index) =>
    /"(scripts|environments|review|web|PGWATCH2_SECRET_KEY)": \{$/.test(line) || line === '{' ? [index] : [],
  );
  expect(opening.length).toBeGreaterThan(4);
  fc.assert(
    fc.property(fc.constantFrom(...opening), fc.stringMatching(/^[a-z]{12,20}$/), (index, key) => {
      const changed = [...lines.slice(0, index + 1), `  "${key}": 1,`, ...lines.slice(index + 1)].join('\n');
      const { problems } = readManifest('app.json', changed, appJsonSchema);
      expect(problems).toMatchObject([{ file: 'app.json', line: index + 2, column: 3 }]);
      expect(problems[0]?.message).toContain(`unknown key "${key}"`);
    }),
  );
});

it('names the line of any unknown key at the top of heroku.yml', () => {
  const lines = minimalYml.split('\n');
  fc.assert(
    fc.property(fc.constantFrom(0, 3), fc.stringMatching(/^[a-z]{6,12}$/), (index, key) => {
      const changed = [...lines.slice(0, index), `${key}: 1`, ...lines.slice(index)].join('\n');
      const { problems } = readManifest('heroku.yml', changed, herokuYmlSchema);
      expect(problems).toMatchObject([{ line: index + 1, column: 1 }]);
    }),
  );
});

it('suggests what was meant', async () => {
  expect(await problemsOf('{\n  "stack": "container",\n  "adons": []\n}')).toBe(
    'app.json:3:3: unknown key "adons"; did you mean "addons"?',
  );
  expect(await problemsOf({ stack: 'container' }, minimalYml.replace('command', 'comand'))).toContain(
    'heroku.yml:7:5: unknown key "comand" in run.web; did you mean "command"?',
  );
});

it('lists the problems of both files at once, each with its place', async () => {
  const message = await problemsOf(
    '{\n  "stack": "container",\n  "formation": { "web": { "quantity": "1" } }\n}',
    'build:\n  docker:\n    web: [1]\n',
  );
  expect(message).toMatch(/^app\.json:3:27: formation\.web\.quantity: .*number/m);
  expect(message).toMatch(/^heroku\.yml:3:5: build\.docker\.web: .*string/m);
});

it.each([
  ['a comment', '{\n  // no\n}', /app\.json:2:3: this is not JSON/],
  ['a trailing comma', '{ "stack": "container",\n}', /app\.json:2:1: this is not JSON/],
  ['an unfinished file', '{ "stack": "container"', /app\.json:1:\d+: this is not JSON/],
  ['a doubled key', '{ "stack": "container", "stack": "container" }', /app\.json:1:\d+: Map keys must be unique/],
])('refuses %s in app.json, as Heroku does', async (_name, text, problem) => {
  expect(await problemsOf(text)).toMatch(problem);
});

it.each([
  ['a missing process type', { formation: { worker: { quantity: 1 } } }, /process type "worker" is not in run/],
  [
    'a missing process type in review apps',
    { environments: { review: { formation: { webb: { quantity: 1 } } } } },
    /process type "webb" is not in run of heroku\.yml; did you mean "web"\?/,
  ],
  [
    'two dynos of a size that allows one',
    { formation: { web: { quantity: 2, size: 'eco' } } },
    /web cannot have 2 dynos of size eco/,
  ],
  [
    'two dynos of no size in review apps',
    { environments: { review: { formation: { web: { quantity: 2 } } } } },
    /web cannot have 2 dynos of size basic/,
  ],
  ['an unknown plan', { addons: ['heroku-postgresql:essential-9'] }, /no plan "essential-9"; did you mean/],
  ['a foreign add-on', { addons: [{ plan: 'heroku-redis:mini' }] }, /"heroku-redis" is not offered here/],
  [
    'a version that is no major version',
    { addons: [{ plan: 'heroku-postgresql', options: { version: '17.2' } }] },
    /version is a major version of PostgreSQL, such as "17", not "17\.2"/,
  ],
  ['a long name', { name: 'x'.repeat(31) }, /at most 30 characters/],
  ['a field that must be filled in', { env: { KEY: { description: 'x' } } }, /KEY must be typed in/],
  ['a long form', { env: { A: 'a', B: 'b', C: 'c', D: 'd', E: 'e' } }, /5 fields on the button's form/],
  ['a bad review section', { environments: { review: { addons: ['x'] } } }, /"x" is not offered here/],
  ['a buildpack stack', { stack: 'heroku-24' }, /stack must be "container"/],
])('refuses %s', async (_name, app, problem) => {
  expect(await problemsOf({ stack: 'container', ...app })).toMatch(problem);
});

it('refuses images that nobody builds', async () => {
  const message = await problemsOf(
    { stack: 'container' },
    `${minimalYml}  other: run-me\nrelease:\n  image: wbe\n  command: release\n`,
  );
  expect(message).toContain('heroku.yml:8:3: process type "other" has no image of its own: name one (image: web)');
  expect(message).toContain('heroku.yml:10:3: there is no image "wbe" under build.docker');
});

it('refuses an image without a Dockerfile, at its line', async () => {
  const yml = minimalYml.replace('web: Dockerfile', 'web: Dockerfile.web');
  expect(await problemsOf({ stack: 'container' }, yml)).toBe(
    'heroku.yml:3:5: there is no file "Dockerfile.web" to build web from',
  );
});

it('names the line of a quantity that is too high', async () => {
  const app = '{\n  "stack": "container",\n  "formation": {\n    "web": {\n      "quantity": 2\n    }\n  }\n}';
  expect(await problemsOf(app)).toMatch(/^app\.json:5:7: /);
});

it('accepts every form that Heroku documents', async () => {
  const app = {
    stack: 'container',
    success_url: 'https://example.com/x',
    scripts: { postdeploy: { command: 'run-me', size: 'standard-1x' }, 'pr-predestroy': 'bye' },
    env: { PLAIN: 'text', OPTIONAL: { required: false }, SECRET: { generator: 'secret' } },
    formation: { web: { quantity: 2, size: 'standard-1x' } },
    addons: ['heroku-postgresql', { plan: 'heroku-postgresql:standard-0', as: 'OTHER', options: { version: '17' } }],
    environments: { test: { scripts: { test: 'npm test' } } },
  };
  const yml = 'build:\n  docker:\n    web: Dockerfile\n  config:\n    A: 1\nrun:\n  web: serve\n';
  expect(await problemsOf(app, yml)).toBe('');
});

it('says which file is missing', async () => {
  await expect(loadManifests(await tempDir())).rejects.toMatchObject({
    code: 'configuration',
    message: expect.stringMatching(/app\.json cannot be read/),
  });
});
