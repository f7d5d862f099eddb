import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { hasGit } from '@pgwatch-heroku/testkit';
import { accountProject, useAccount } from './support/start-account.js';
import { tempDir } from './support/temp-dir.js';
import { until } from './support/until.js';
import { writeFiles } from './support/write-files.js';

const account = useAccount({
  teams: [{ id: 't1', name: 'acme' }],
  spaces: [{ id: 's1', name: 'acme-space', team: 'acme', region: 'virginia' }],
});
const { api } = account;

/** Uploads a tar of a folder as a client does, and returns the URL to build from. */
async function upload(files: Record<string, unknown>): Promise<string> {
  const dir = path.join(await tempDir(), 'tree');
  await mkdir(dir);
  await writeFiles(dir, files);
  const archive = `${dir}.tar.gz`;
  execFileSync('tar', ['-czf', archive, '-C', dir, '.']);
  const { body } = await api('POST', '/sources');
  const { put_url, get_url } = body.source_blob;
  expect((await fetch(put_url, { method: 'PUT', body: readFileSync(archive) })).status).toBe(200);
  return get_url;
}

async function build(app: string, files: Record<string, unknown>) {
  const { body } = await api('POST', `/apps/${app}/builds`, {
    source_blob: { url: await upload(files), version: 'v1' },
  });
  const output = await (await fetch(body.output_stream_url)).text();
  return { output, ...(await api('GET', `/apps/${app}/builds/${body.id}`)).body };
}
const isUp = (app: string) => async () =>
  (await api('GET', `/apps/${app}/dynos`)).body.some(
    ({ name, state }: { name: string; state: string }) => name === 'web.1' && state === 'up',
  );

beforeAll(async () => {
  await api('POST', '/apps', { name: 'sibling', stack: 'container' });
});

const ownTree = "runs the project's own tree from the slug that is there, in an app with a URL of its own";
(hasGit(ownTree) ? it : it.skip)(ownTree, async () => {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@localhost', ...args], { cwd: account.repoDir });
  git('init', '-q');
  git('add', ...Object.keys(accountProject));
  const { body: app } = await api('GET', '/apps/sibling');
  const built = await build('sibling', accountProject);
  expect(built).toMatchObject({
    status: 'succeeded',
    output: expect.stringContaining("The tree is the project's own"),
  });
  await until('its web dyno', isUp('sibling'));
  expect((await fetch(`${app.web_url}echo`)).status).toBe(200);
  expect(app.web_url).not.toContain(account.heroku.url);
  const { body } = await api('GET', '/apps/sibling/formation');
  expect(body.map(({ type, quantity }: { type: string; quantity: number }) => [type, quantity])).toEqual([
    ['web', 1],
    ['worker', 0],
    ['release', 0],
  ]);
});

it('builds any other tree once, with npm ci, and releases it', async () => {
  const tree = {
    ...accountProject,
    'package.json': { name: 'other', version: '1.0.0', type: 'module' },
    'package-lock.json': {
      name: 'other',
      version: '1.0.0',
      lockfileVersion: 3,
      requires: true,
      packages: { '': { name: 'other', version: '1.0.0' } },
    },
    'bin/hello': '#!/bin/sh\necho "hello from the new tree"\n',
  };
  const built = await build('sibling', tree);
  expect(built).toMatchObject({ status: 'succeeded', output: expect.stringContaining('npm ci') });
  expect((await api('GET', `/apps/sibling/releases/${built.release.id}`)).body.description).toBe('Deploy v1');
  await until('the release', async () => (await api('GET', `/apps/sibling/releases/${built.release.id}`)).body.current);
  await api('POST', '/apps/sibling/dynos', { command: 'hello' });
  const log = () => account.heroku.account.findApp('sibling')?.logs.recent() ?? [];
  await until('the new command', () => log().some(({ text }) => text === 'hello from the new tree'));
  expect((await build('sibling', tree)).output).toContain('The tree was built before');
}, 60_000);

it('refuses a tree whose manifests are wrong, by line, and an app on another stack', async () => {
  const wrong = await build('sibling', {
    ...accountProject,
    'heroku.yml': `${accountProject['heroku.yml']}built: x\n`,
  });
  expect(wrong).toMatchObject({
    status: 'failed',
    output: expect.stringMatching(/heroku\.yml:13:1: unknown key "built"; did you mean "build"/),
  });
  await api('POST', '/apps', { name: 'no-container' });
  const stack = await build('no-container', accountProject);
  expect(stack.output).toContain('No default language could be detected');
  const { body } = await api('POST', '/apps/sibling/builds', { source_blob: { url: 'https://example.com/x.tgz' } });
  await until('its end', async () => (await api('GET', `/apps/sibling/builds/${body.id}`)).body.status === 'failed');
});

it("starts the image's CMD in a Private Space, for each image of heroku.yml, and ignores run", async () => {
  await api('POST', '/teams/apps', { name: 'spaced', space: 'acme-space', stack: 'container' });
  const yml = 'build:\n  docker:\n    web: Dockerfile\n    worker: Dockerfile\nrun:\n  web: exit 1\n  worker: exit 1\n';
  expect((await build('spaced', { ...accountProject, 'heroku.yml': yml })).status).toBe('succeeded');
  await until('its web dyno', isUp('spaced'));
  const { body } = await api('GET', '/apps/spaced/formation');
  expect(body).toEqual([
    expect.objectContaining({ type: 'web', command: 'serve', size: 'Private-S', quantity: 1 }),
    expect.objectContaining({ type: 'worker', command: 'serve', quantity: 0 }),
  ]);
});

it('makes a review app of environments.review on Essential plans, and runs pr-predestroy before it goes', async () => {
  const url = await upload(accountProject);
  const { body: review } = await api('POST', '/review-apps', {
    branch: 'feature',
    pipeline: 'p1',
    pr_number: 12,
    source_blob: { url },
    environment: { FROM_PIPELINE: 'yes' },
  });
  const show = async () => (await api('GET', `/review-apps/${review.id}`)).body;
  await until('the review app', async () => ['created', 'errored'].includes((await show()).status));
  expect(await show()).toMatchObject({ status: 'created', message: null, app: { name: 'local-pr-12' } });
  const config = (await api('GET', '/apps/local-pr-12/config-vars')).body;
  expect(config).toEqual({
    RETENTION: '3',
    FROM_PIPELINE: 'yes',
    HEROKU_APP_NAME: 'local-pr-12',
    HEROKU_BRANCH: 'feature',
    HEROKU_PR_NUMBER: '12',
    DATABASE_URL: expect.any(String),
  });
  expect((await api('GET', '/apps/local-pr-12/addons')).body[0].plan.name).toBe('heroku-postgresql:essential-0');
  const log = account.heroku.account.findApp('local-pr-12')?.logs;
  expect(log?.recent().filter(({ text }) => text === 'review of local-pr-12')).toHaveLength(1);
  await api('DELETE', `/review-apps/${review.id}`);
  await until('its end', async () => (await show()).status === 'deleted');
  expect(log?.recent().some(({ text }) => text === 'predestroyed')).toBe(true);
  expect((await api('GET', '/apps/local-pr-12')).status).toBe(404);
});

it('sets up an app as the Deploy button does, and says what postdeploy said when that fails', async () => {
  const url = await upload(accountProject);
  const wait = async (id: string) => {
    const show = async () => (await api('GET', `/app-setups/${id}`)).body;
    await until('the setup', async () => (await show()).status !== 'pending');
    return await show();
  };
  const { body } = await api('POST', '/app-setups', { source_blob: { url }, app: { name: 'clicked' } });
  expect(await wait(body.id)).toMatchObject({
    status: 'succeeded',
    resolved_success_url: expect.stringMatching(/:\d+\/setup$/),
  });
  const failing = await upload({
    ...accountProject,
    'app.json': { ...accountProject['app.json'], scripts: { postdeploy: 'echo sorry; exit 3' } },
  });
  const { body: second } = await api('POST', '/app-setups', {
    source_blob: { url: failing },
    app: { name: 'unlucky' },
  });
  expect(await wait(second.id)).toMatchObject({
    status: 'failed',
    app: { name: 'unlucky' },
    failure_message: expect.stringContaining('sorry'),
  });
}, 60_000);
