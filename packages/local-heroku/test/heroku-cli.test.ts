import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { fetchHerokuCli, herokuCliEnv } from '../src/index.js';
import { accountProject, useAccount } from './support/start-account.js';
import { type HerokuCommands, startHerokuCommands } from './support/start-heroku-commands.js';
import { tempDir } from './support/temp-dir.js';
import { until } from './support/until.js';
import { writeFiles } from './support/write-files.js';

const searchPath = [path.dirname(process.execPath), '/usr/bin', '/bin'].join(':');
const account = useAccount({ delays: { rotationMs: 200 } });
let script = '';
let env: Record<string, string> = {};
let commands: HerokuCommands;
let addon = '';

beforeAll(async () => {
  script = await fetchHerokuCli(path.join(homedir(), '.cache', 'pgwatch-heroku'));
  const homeDir = await mkdtemp(path.join(tmpdir(), 'local-heroku-cli-'));
  const { apiUrl, apiKey } = account.heroku;
  env = herokuCliEnv({ apiUrl, apiKey, app: 'local', homeDir, path: searchPath });
  commands = startHerokuCommands(script, env);
}, 600_000);
afterAll(() => commands?.stop());

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is how colours begin
const plain = (text: string) => text.replace(/\u001b\[[0-9;]*m/g, '');

/** What a command prints, on both streams, without colours. */
const heroku = async (command: string, cwd = tmpdir()) => plain(await commands.run(command.split(' '), cwd));

it('lists apps, dynos, config vars, add-ons and what a database is', async () => {
  const [apps, ps, config, addons, info, wait] = await Promise.all([
    heroku('apps'),
    heroku('ps'), // of the app that is meant where none is named
    heroku('config -a local'),
    heroku('addons -a local'),
    heroku('pg:info -a local'),
    heroku('pg:wait -a local'),
  ]);
  expect(apps).toMatch(/^local$/m);
  expect(ps).toMatch(/web.*Basic.*exec serve[\s\S]*web\.1: up/i);
  expect(config).toMatch(/DATABASE_URL:\s+postgres:\/\//);
  expect(addons).toMatch(/heroku-postgresql[\s\S]*as DATABASE/);
  expect(info).toMatch(/=== DATABASE_URL[\s\S]*Plan:\s+Essential 0[\s\S]*Connections:\s+\d+\/20/);
  expect(wait).not.toContain('exit');
}, 120_000);

it('makes an add-on, a credential on it, attaches and detaches it', async () => {
  const created = await heroku('addons:create heroku-postgresql:standard-0 --as SALES --wait -a local -- --version 17');
  addon = /postgresql-[\w-]+/.exec(created)?.[0] ?? '';
  expect(created).toContain(addon);
  await until('its config var', () => 'SALES_URL' in account.heroku.config());
  expect(await heroku('pg:credentials:create SALES --name pgwatch2 -a local')).toMatch(/done/);
  const state = () => account.heroku.account.findAddon(addon)?.credentials[0]?.state;
  await until('the credential', () => state() === 'active');
  const attached = await heroku(
    `addons:attach ${addon} --credential pgwatch2 --as PGWATCH2_MONITOREDDB_SALES -a local`,
  );
  expect(attached).toMatch(/PGWATCH2_MONITOREDDB_SALES[\s\S]*done, v\d+/);
  expect(account.heroku.config()['PGWATCH2_MONITOREDDB_SALES_URL']).toContain('//pgwatch2:');
  expect(await heroku('pg:credentials SALES -a local')).toMatch(/pgwatch2 +active\n.*as PGWATCH2_MONITOREDDB_SALES/);
  const before = account.heroku.config()['PGWATCH2_MONITOREDDB_SALES_URL'];
  expect(await heroku('pg:credentials:rotate SALES --name pgwatch2 --confirm local -a local')).toMatch(/done/);
  await until('another password', () => account.heroku.config()['PGWATCH2_MONITOREDDB_SALES_URL'] !== before);
  expect(await heroku('addons:detach PGWATCH2_MONITOREDDB_SALES -a local')).toMatch(/done, v\d+/);
  expect(account.heroku.config()).not.toHaveProperty('PGWATCH2_MONITOREDDB_SALES_URL');
}, 120_000);

it('sets config vars, scales by number and by difference, and lists releases', async () => {
  expect(await heroku('config:set GREETING=hello -a local')).toMatch(/done, v\d+/);
  expect(await heroku('ps:scale worker=1:standard-1x -a local')).toContain('now running worker at 1:Standard-1X');
  expect(await heroku('ps:scale worker+1 -a local')).toContain('now running worker at 2:Standard-1X');
  expect(await heroku('releases -a local')).toMatch(/Set GREETING config vars/);
}, 120_000);

it('runs a detached dyno and follows the log', async () => {
  const tail = spawn(process.execPath, [script, 'logs', '--tail', '-a', 'local'], { env });
  let text = '';
  tail.stdout.on('data', (chunk) => {
    text += String(chunk);
  });
  await until('the log so far', () => /State changed/.test(text));
  expect(await heroku('run:detached -a local -e WORD=there echo hello $WORD')).toMatch(/Running .*run\.\d+|run\.\d+/);
  await until('the dyno in the log', () => /app\[run\.\d+\]: hello there/.test(plain(text)));
  const ended = once(tail, 'exit');
  tail.kill('SIGKILL');
  await ended;
  expect(await heroku(`drains:add http://user:secret@127.0.0.1:9/logs/local -a local`)).toMatch(
    /Successfully added drain/,
  );
}, 120_000);

it('makes an app of heroku.yml with --manifest', async () => {
  const dir = await tempDir();
  const yml = `setup:\n  addons:\n    - plan: heroku-postgresql:essential-0\n      as: DATABASE\n  config:\n    FROM_SETUP: "yes"\n`;
  await writeFiles(dir, { 'heroku.yml': yml + accountProject['heroku.yml'] });
  expect(await heroku('create cli-made --manifest --no-remote', dir)).toMatch(/Setting config vars[\s\S]*done/);
  const made = account.heroku.account.findApp('cli-made');
  expect(made?.state).toMatchObject({ stack: 'container', configVars: { FROM_SETUP: 'yes' } });
  await until('its database', () => 'DATABASE_URL' in (made?.settings.configVars() ?? {}));
}, 120_000);

it('is what `local-heroku cli --` runs on the instance of a state folder', async () => {
  const bin = fileURLToPath(new URL('../../../bin/local-heroku.js', import.meta.url));
  const stateDir = path.join(account.repoDir, '.local-heroku');
  const run = (dir: string) =>
    new Promise<string>((resolve) => {
      execFile(process.execPath, [bin, 'cli', '--state-dir', dir, '--', 'apps'], (error, stdout, stderr) =>
        resolve(`${error?.code ?? 0} ${stdout}${stderr}`),
      );
    });
  const apps = await run(stateDir);
  expect(apps).not.toContain('ENOENT');
  expect(apps).toMatch(/^0 [\s\S]*local/);
  expect(await run(tmpdir())).toMatch(/^69 [\s\S]*does not run here/);
}, 60_000);

it('destroys the app that npm start deployed, like any other, once its name confirms that', async () => {
  expect(await heroku('apps:destroy -a local --confirm other')).toContain('did not match');
  expect(await heroku('apps:destroy -a cli-made --confirm cli-made')).toMatch(/Destroying.*cli-made.*done/);
  expect(await heroku('apps:destroy -a local --confirm local')).toMatch(/Destroying.*local.*done/);
  await account.heroku.deleted;
  expect(account.heroku.account.state).toMatchObject({ addons: [], attachments: [], servers: {} });
}, 120_000);
