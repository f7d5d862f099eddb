import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { connect } from '@pgwatch-heroku/shared';
import { clusterTemplate } from '@pgwatch-heroku/testkit';
import {
  type LocalHeroku,
  type LocalHerokuOptions,
  type Progress,
  resetState,
  startLocalHeroku,
} from '../src/index.js';
import { tempDir } from './support/temp-dir.js';
import { until } from './support/until.js';
import { webServer } from './support/web-server.js';
import { writeFiles } from './support/write-files.js';

const running: LocalHeroku[] = [];
afterEach(async () => {
  for (const heroku of running.splice(0)) {
    heroku.hurry();
    await heroku.stop();
  }
});

const project = {
  'package.json': { type: 'module' },
  'app.json': {
    stack: 'container',
    addons: ['heroku-postgresql', { plan: 'heroku-postgresql:essential-0', as: 'DATABASE' }],
    env: { PLAIN: 'text', SECRET: { generator: 'secret' } },
    formation: { web: { quantity: 1, size: 'basic' }, worker: { quantity: 1, size: 'standard-1x' } },
    scripts: { postdeploy: 'echo "postdeploy as $DYNO"; exit $POSTDEPLOY_EXIT' },
  },
  'heroku.yml': `build:
  docker:
    web: Dockerfile
release:
  image: web
  command:
    - echo "release with $EXTRA"; exit \${RELEASE_EXIT:-0}
run:
  web: exec serve
  worker:
    image: web
    command: echo "worker with $EXTRA"; exec sleep 100
  report:
    image: web
    command: echo reporting
`,
  'bin/serve': webServer,
  Dockerfile: 'FROM scratch',
};

async function newProject() {
  const repoDir = await tempDir();
  await writeFiles(repoDir, project);
  return repoDir;
}

/** Where the state that a test finds does not matter: making a cluster is what takes the time here. */
let usedProject: Promise<string> | undefined;
function anyProject(): Promise<string> {
  usedProject ??= newProject();
  return usedProject;
}

async function start(repoDir: string, options: Partial<LocalHerokuOptions> = {}) {
  const progress: Progress[] = [];
  const heroku = await startLocalHeroku({
    repoDir,
    onProgress: (step) => progress.push(step),
    postgresSettings: { fsync: 'off' },
    postgresTemplate: clusterTemplate(),
    ...options,
  });
  running.push(heroku);
  const texts = () => heroku.logs.recent().map(({ source, process: name, text }) => `${source}[${name}]: ${text}`);
  return { heroku, texts, steps: progress.filter(({ state }) => state === 'done').map(({ step }) => step) };
}

it('deploys in the order of Heroku, runs postdeploy once, and finds its data again at the next start', async () => {
  const repoDir = await newProject();
  const first = await start(repoDir, { configOverrides: { EXTRA: 'one' } });
  expect(new Set(first.steps.slice(0, 2))).toEqual(new Set(['slug', 'postgresql']));
  expect(first.steps.slice(2)).toEqual(['addons', 'release', 'postdeploy', 'dynos']);
  expect((await fetch(`${first.heroku.url}/echo`)).status).toBe(200);
  const config = first.heroku.config();
  expect(config).toEqual({
    PLAIN: 'text',
    EXTRA: 'one',
    SECRET: expect.stringMatching(/^[0-9a-f]{64}$/),
    DATABASE_URL: first.heroku.databaseUrl('DATABASE'),
    HEROKU_POSTGRESQL_AMBER_URL: first.heroku.databaseUrl('HEROKU_POSTGRESQL_AMBER'),
  });
  const order = ['Release v1 created', 'release with one', 'postdeploy as run.', 'worker with one'].map((text) =>
    first.texts().findIndex((line) => line.includes(text)),
  );
  expect(order).not.toContain(-1);
  expect(order).toEqual([...order].sort((a, b) => a - b));
  const client = await connect({ url: config['DATABASE_URL'] ?? '', label: 'test', applicationName: 'test' });
  await client.query('CREATE TABLE kept (id int)');
  await client.end();
  await first.heroku.stop();

  const second = await start(repoDir);
  expect(second.steps).not.toContain('postdeploy');
  const { DATABASE_URL, ...rest } = second.heroku.config();
  const { DATABASE_URL: _, ...before } = config;
  expect(rest).toEqual(before);
  expect(second.texts().some((line) => line.includes('Release v2 created'))).toBe(true);
  const again = await connect({ url: DATABASE_URL ?? '', label: 'test', applicationName: 'test' });
  await again.query('SELECT FROM kept');
  await again.end();

  await expect(start(repoDir)).rejects.toMatchObject({
    exitCode: 69,
    message: expect.stringMatching(new RegExp(`running already \\(process ${process.pid}, ${second.heroku.url}\\)`)),
  });
  const stateDir = path.join(repoDir, '.local-heroku');
  await expect(resetState(stateDir)).rejects.toMatchObject({ exitCode: 69 });
  await second.heroku.stop();
  await resetState(stateDir);
  expect(existsSync(path.join(stateDir, 'state.json'))).toBe(false);

  const third = await start(repoDir);
  expect(third.steps).toContain('postdeploy');
  expect(third.heroku.config()['SECRET']).not.toBe(config['SECRET']);
}, 120_000);

it('makes a release of a changed config var, and leaves the dynos alone when its release phase fails', async () => {
  const { heroku, texts } = await start(await newProject());
  await heroku.setConfig({ EXTRA: 'two' });
  await until('the restart', () => texts().includes('app[worker.1]: worker with two'));
  expect(texts()).toContain('app[api]: Release v2 created: Set EXTRA config vars');

  // Processes, not states: the web dyno may still be on its way up.
  const processes = async () => (await heroku.dynos()).map(({ name, pid }) => `${name} ${pid}`);
  const before = await processes();
  await expect(heroku.setConfig({ RELEASE_EXIT: '69' })).rejects.toMatchObject({
    exitCode: 69,
    message: expect.stringMatching(/The release phase of v3 failed with exit code 69\.\n {4}release with two/),
  });
  expect(await processes()).toEqual(before);
  await heroku.setConfig({ RELEASE_EXIT: null });
  expect(Object.keys(heroku.config())).not.toContain('RELEASE_EXIT');
  await expect(heroku.setConfig({ DATABASE_URL: 'x' })).rejects.toMatchObject({ code: 'configuration' });

  const addon = await heroku.addAddon('heroku-postgresql:standard-0', 'PGWATCH2_MONITOREDDB_SALES');
  expect(addon.plan).toBe('heroku-postgresql:standard-0');
  expect(heroku.config()['PGWATCH2_MONITOREDDB_SALES_URL']).toContain(addon.database);

  await heroku.scale('worker', 2);
  expect((await heroku.dynos()).map(({ name }) => name)).toEqual(['web.1', 'worker.1', 'worker.2']);
  await expect(heroku.scale('web', 2)).rejects.toThrow('Cannot have more than 1 basic dyno per process type');
  await expect(heroku.scale('nothing', 1)).rejects.toMatchObject({ code: 'configuration' });

  expect(await heroku.run('report now')).toMatchObject({ name: expect.stringMatching(/^run\.\d{4}$/), exitCode: 0 });
  expect(texts().some((line) => /^app\[run\.\d+\]: reporting now$/.test(line))).toBe(true);
  expect(await heroku.run('exit $CODE', { CODE: '57' })).toMatchObject({ exitCode: 57 });
}, 120_000);

it('shows what a failed postdeploy said, leaves nothing running, and tries it again next time, with the same databases', async () => {
  const repoDir = await anyProject();
  await expect(start(repoDir, { configOverrides: { POSTDEPLOY_EXIT: '78' } })).rejects.toMatchObject({
    exitCode: 78,
    message: expect.stringMatching(/postdeploy failed with exit code 78\.\n {4}postdeploy as run\.\d+/),
  });
  const { heroku, steps } = await start(repoDir, { configOverrides: { POSTDEPLOY_EXIT: '0' } });
  expect(steps).toContain('postdeploy');
  const urls = Object.keys(heroku.config()).filter((name) => name.endsWith('_URL'));
  expect(urls.sort()).toEqual(['DATABASE_URL', 'HEROKU_POSTGRESQL_AMBER_URL']);
}, 120_000);

it('takes reason and exit code from a web dyno that crashes, and forgets the override that it crashed of', async () => {
  const repoDir = await newProject();
  const complaint = JSON.stringify({ level: 'fatal', msg: 'COLOUR: is not a colour', hint: 'Set it.', err: 'at x' });
  await writeFile(
    path.join(repoDir, 'bin', 'serve'),
    `#!/bin/sh\nif [ "$COLOUR" = loud ]; then echo '{"level":"info","msg":"hello"}'; echo '${complaint}'; exit 78; fi\nexec serve2\n`,
  );
  await writeFiles(repoDir, { 'bin/serve2': webServer });
  const failure = await start(repoDir, { configOverrides: { COLOUR: 'loud' } }).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    exitCode: 78,
    message: 'The dyno web.1 crashed with exit code 78.\n    COLOUR: is not a colour\n    Set it.',
  });

  const second = await start(repoDir);
  expect(second.heroku.config()).not.toHaveProperty('COLOUR');
  await second.heroku.stop();
  await (await start(repoDir, { configOverrides: { COLOUR: 'quiet' } })).heroku.stop();
  expect((await start(repoDir)).heroku.config()['COLOUR']).toBe('quiet');
}, 120_000);

it('says what a web dyno said that crashes without a word of its own kind', async () => {
  const repoDir = await anyProject();
  await writeFile(path.join(repoDir, 'bin', 'serve'), '#!/bin/sh\necho "no such luck"; exit 1\n');
  await expect(start(repoDir)).rejects.toMatchObject({
    exitCode: 69,
    message: 'The dyno web.1 crashed with exit code 1.\n    no such luck',
  });
}, 60_000);

it('warns when app.json pins another major version of PostgreSQL than the one here, and ends a deploy that is aborted', async () => {
  const repoDir = await newProject();
  const addons = ['16', '17'].map((version) => ({
    ...{ plan: 'heroku-postgresql:essential-0', as: `DB_${version}` },
    options: { version },
  }));
  await writeFiles(repoDir, { 'app.json': { ...project['app.json'], addons } });
  const progress: Progress[] = [];
  const abort = new AbortController();
  const reason = new Error('enough');
  const deploy = start(repoDir, {
    signal: abort.signal,
    onProgress: (step) => {
      progress.push(step);
      if (step.step === 'release' && step.state === 'started') abort.abort(reason);
    },
  });
  await expect(deploy).rejects.toBe(reason);
  expect(progress).toContainEqual(
    expect.objectContaining({
      step: 'addons',
      state: 'warning',
      detail: 'DB_16, DB_17; PostgreSQL 17 here, where app.json has 16 for DB_16',
    }),
  );
}, 60_000);

it('names a busy port before it does anything else', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const progress: Progress[] = [];
  await expect(start(await anyProject(), { port, onProgress: (step) => progress.push(step) })).rejects.toMatchObject({
    exitCode: 69,
    message: expect.stringContaining(`Port ${port} `),
  });
  expect(progress).toEqual([]);
  server.close();
});

it('refuses a state folder that cannot be made', async () => {
  const repoDir = await newProject();
  await expect(start(repoDir, { stateDir: path.join(repoDir, 'app.json', 'state') })).rejects.toMatchObject({
    code: 'configuration',
    message: expect.stringContaining('cannot be made'),
  });
});

it.each(['', '{ "format": 1, "app"', '{ "format": 1, "app": {} }'])(
  'refuses the state %j, which it cannot read, and says how to start over',
  async (text) => {
    const repoDir = await newProject();
    await writeFiles(repoDir, { '.local-heroku/state.json': text });
    const refusal = { code: 'configuration', hint: expect.stringContaining('`npm start -- --reset`') };
    await expect(start(repoDir)).rejects.toMatchObject(refusal);
    await expect(start(repoDir)).rejects.toMatchObject(refusal); // the first left nothing locked
    await resetState(path.join(repoDir, '.local-heroku'));
    expect(existsSync(path.join(repoDir, '.local-heroku', 'state.json'))).toBe(false);
  },
);
