import { createServer } from 'node:net';
import path from 'node:path';
import { afterEach, expect, it, jest } from '@jest/globals';
import { createHerokuClient } from '@pgwatch-heroku/heroku-api';
import { connect } from '@pgwatch-heroku/shared';
import { describeDeletion } from '../src/cli/describe-deletion.js';
import { type LocalHeroku, startCommand, startLocalHeroku } from '../src/index.js';
import { ControlSocket } from '../src/state/control-socket.js';
import { StateStore } from '../src/state/state-store.js';
import { accountProject } from './support/start-account.js';
import { tempDir } from './support/temp-dir.js';
import { databaseMs, until } from './support/until.js';
import { writeFiles } from './support/write-files.js';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
let heroku: LocalHeroku | undefined;
afterEach(async () => {
  jest.restoreAllMocks();
  for (const signal of signals) process.removeAllListeners(signal);
  heroku?.hurry();
  await heroku?.stop();
});

it('npm start ends when its app is deleted, and the next one begins anew beside what is not its own', async () => {
  const repoDir = await tempDir();
  await writeFiles(repoDir, accountProject);
  const stateDir = path.join(repoDir, '.local-heroku');
  // Another program, or another test file's, is on the port that is tried first.
  const blocker = createServer().on('error', () => undefined);
  blocker.listen(5080, '127.0.0.1');
  let printed = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  const exitCode = startCommand({
    ...{ repoDir, stateDir, port: undefined, reset: false, plan: undefined, topology: undefined },
    ...{ withKey: true, buildMs: 0, environment: {}, parentGone: new AbortController().signal },
  });
  await until('the panel', () => printed.includes('Ctrl-C'), databaseMs);
  const { port } = new URL((await ControlSocket.find(stateDir))?.url ?? '');
  expect(Number(port)).toBeGreaterThan(5_080);
  expect(Number(port)).toBeLessThan(5_100);
  blocker.close();
  const { state } = await StateStore.open(stateDir, '');
  const apiUrl = (await ControlSocket.find(stateDir))?.apiUrl;
  const client = createHerokuClient({ apiKey: state.account.apiKey, apiUrl });
  await client.apps.create({ name: 'shop', stack: 'container' });
  const made = await client.addons.create('shop', { plan: 'heroku-postgresql:essential-0', attachment: 'DATABASE' });
  const addon = await client.addons.waitUntilProvisioned(made.id, { intervalMs: 50 });
  const [own] = await client.addons.listOfApp('local');

  await client.apps.delete('local');
  expect(await exitCode).toBe(0);
  expect(printed).toContain(`Deleted local with ${own?.name}`);
  expect(printed).toContain(
    'App local was deleted, with its databases and all that was gathered. npm start begins anew. Kept: shop.',
  );

  heroku = await startLocalHeroku({ repoDir });
  const before = state.apps[0];
  expect(heroku.account.apps.map((app) => app.state.name)).toEqual(['local', 'shop']);
  expect(heroku.account.first.state.id).not.toBe(before?.id);
  expect(heroku.config()['SECRET']).not.toBe(before?.configVars['SECRET']);
  expect(heroku.account.first.releases[0]?.description).toMatch(/^Deploy/);
  expect(heroku.account.state.addons.map(({ name }) => name)).toEqual([
    addon.name,
    expect.not.stringMatching(`${own?.name}`),
  ]);
  const db = await connect({ url: heroku.superuserUrl, label: 'test', applicationName: 'test' });
  const { rows } = await db.query("SELECT FROM pg_database WHERE datname ~ '^d[0-9a-f]{14}$'");
  expect(rows).toHaveLength(2);

  // A database that cannot be deleted keeps nothing from its end, and is named.
  const stuck = heroku.account.first.settings.addons[0];
  await db.query(`ALTER DATABASE ${stuck?.database} IS_TEMPLATE true`);
  await db.end();
  await createHerokuClient({ apiKey: state.account.apiKey, apiUrl: heroku.apiUrl }).apps.delete('local');
  await heroku.deleted;
  expect(describeDeletion(heroku)).toMatch(
    new RegExp(
      `^App local was deleted, but ${stuck?.name} stays: .*template database.*--reset removes it. Kept: shop.$`,
    ),
  );
  expect(heroku.logs.recent().map(({ text }) => text)).toContainEqual(
    expect.stringMatching(/^Deleting local: .* stays: /),
  );
}, 120_000);
