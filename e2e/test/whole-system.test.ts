import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, connect } from '@pgwatch-heroku/shared';
import { type GrafanaHome, makeGrafanaHome } from '@pgwatch-heroku/testkit';
import {
  type Cli,
  findChromium,
  isAlive,
  listDescendants,
  listProcesses,
  readDatabaseUrl,
  signIn,
  startCli,
  until,
} from '../src/index.js';
import { expectEndOf } from './support/expect-end-of.js';
import { openBrowser } from './support/open-browser.js';

/** Chosen by us so that we can look for it everywhere; it must be nowhere. */
const canary = 'canary-5f3a9c71e2';
const intervalMs = 2_000;
/** What was fetched and not yet written when a collector is killed. On a busy machine a flush takes its time. */
const unwrittenMs = 2 * intervalMs;
/** Right after connecting every metric is fetched, one by one and with pauses: ticks may pass meanwhile. */
const firstRoundMs = 5 * intervalMs;

let grafana: GrafanaHome;
let stateDir: string;
let cli: Cli;
let address: { url: string; password: string };
let pagesSeen = '';

const inStore = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
  const url = await readDatabaseUrl(stateDir, 'DATABASE');
  const client = await connect({ url, label: 'the Collector DB', applicationName: 'e2e' });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const ticks = () =>
  inStore(async (client) => {
    const { rows } = await client.query<{ time: Date }>('SELECT time FROM samples.db_stats ORDER BY source_id, time');
    return rows.map(({ time }) => time.getTime());
  });

/** All rows, each with the transaction that wrote it: one that was written again has another. */
const rows = () =>
  inStore(async (client) => {
    const { rows: found } = await client.query<{ row: string }>(
      "SELECT d.xmin || ' ' || d AS row FROM samples.db_stats d ORDER BY d.time",
    );
    return found.map(({ row }) => row);
  });

/** When each connection of a collector to the sample database began. */
async function connectedAt(): Promise<number[]> {
  const url = await readDatabaseUrl(stateDir, 'MONITOREDDB');
  const client = await connect({ url, label: 'the sample database', applicationName: 'e2e' });
  const { rows: found } = await client.query<{ at: Date }>(
    "SELECT backend_start AS at FROM pg_stat_activity WHERE application_name = 'pgwatch-heroku' AND datname = current_database()",
  );
  await client.end();
  return found.map(({ at }) => at.getTime());
}

const collectorProcess = () =>
  listDescendants(cli.pid).find(
    ({ command }) => /bin\/pgwatch-heroku collector/.test(command) && !command.startsWith('/bin/sh'),
  );

beforeAll(async () => {
  stateDir = await mkdtemp(path.join(tmpdir(), 'pgwatch-e2e-'));
  await chmod(stateDir, 0o755);
  grafana = makeGrafanaHome();
  cli = startCli({ stateDir, env: { PGWATCH2_ADMIN_PASSWORD: canary, GRAFANA_HOME: grafana.dir } });
  address = await cli.ready(180_000);
}, 200_000);

afterAll(async () => {
  if (cli && isAlive(cli.pid)) await cli.stop();
  grafana?.remove();
  await rm(stateDir, { recursive: true, force: true });
}, 60_000);

it('deploys by one command and prints where to sign in', () => {
  expect(address.url).toMatch(/^http:\/\/(localhost|127\.0\.0\.1):\d+/);
  for (const step of ['build', 'add-ons', 'release', 'postdeploy', 'dynos', 'first sample']) {
    expect(cli.output().toLowerCase()).toContain(step);
  }
});

it('has samples of the sample database, made by one connection', async () => {
  expect((await ticks()).length).toBeGreaterThan(0);
  expect(await connectedAt()).toHaveLength(1);
});

it('answers the API only behind the session, and /healthz without', async () => {
  expect((await fetch(`${address.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${address.url}/api/v1/sources`)).status).toBe(401);
  const get = await signIn(address.url, canary);
  // Samples and states are written one after the other.
  const answer = await until('The source being up', async () => {
    const found = (await (await get('/api/v1/sources')).json()) as { sources: { name: string; state: string }[] };
    return found.sources[0]?.state === 'up' && found;
  });
  expect(answer.sources).toMatchObject([{ name: 'MONITOREDDB', state: 'up' }]);
  const setup = await (await get('/api/v1/setup')).text();
  expect(JSON.parse(setup)).toMatchObject({ done: true });
  pagesSeen += JSON.stringify(answer) + setup;
});

it('opens Grafana to whoever is signed in, and says where', async () => {
  expect(cli.output()).toMatch(new RegExp(`^\\W*Grafana\\s+${address.url}/grafana/$`, 'm'));
  expect((await fetch(`${address.url}/grafana/api/user`)).status).toBe(401);
  const get = await signIn(address.url, canary);
  const user = await until('Grafana being ready', async () => {
    const answer = await get('/grafana/api/user');
    return answer.status === 200 && (await answer.json());
  });
  expect(user).toEqual({ login: 'admin', role: 'Admin' });
  pagesSeen += await (await get('/grafana/')).text();
});

const chromium = findChromium();
if (!chromium) {
  process.stderr.write(
    '\nSKIPPED: the tests of the pages need Chromium, and there is none. Set CHROMIUM_PATH or install it.\n\n',
  );
}
(chromium ? describe : describe.skip)('in a browser', () => {
  it('leads from /setup over sign-in to live charts, without an error on the console', async () => {
    const { page, problems, close } = await openBrowser(chromium ?? '');
    try {
      await page.goto(`${address.url}/setup`);
      expect(new URL(page.url()).pathname).toBe('/signin');
      expect(await page.textContent('body')).toContain('Reveal Config Vars');
      await page.fill('input[name=password]', canary);
      await page.click('button[type=submit]');
      await page.waitForURL('**/setup');
      await page.getByText('First sample').waitFor();
      pagesSeen += await page.content();

      await page.goto(`${address.url}/`);
      await page.getByRole('link', { name: 'MONITOREDDB' }).first().click();
      await page.waitForURL('**/sources/MONITOREDDB*');
      // uPlot draws on canvas: a chart with data is a canvas with ink on it.
      await until(
        'A chart with ink',
        () =>
          page.evaluate(() =>
            [...document.querySelectorAll('canvas')].some((canvas) => {
              const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
              return data.some((value) => value !== 0);
            }),
          ),
        30_000,
      );
      await page.getByText('Transactions').first().waitFor();
      pagesSeen += await page.content();
      expect(problems()).toEqual([]);
    } finally {
      await close();
    }
  }, 90_000);
});

it('loses no written row, writes none again and misses only the down time when the collector is killed', async () => {
  await inStore(async (client) => {
    await client.query("UPDATE pgwatch2.preset SET origin = 'user'"); // else each start makes it the shipped one again
    await client.query('UPDATE pgwatch2.preset_metric SET interval_seconds = $1 WHERE metric IN ($2, $3)', [
      intervalMs / 1_000,
      'db_stats',
      'instance_up',
    ]);
  });
  const kill = async () => {
    const found = await until('The collector', collectorProcess, 30_000);
    process.kill(found.pid, 'SIGKILL');
    await until('The death of the collector', () => !isAlive(found.pid));
    return Date.now();
  };
  await kill(); // the next one reads the short interval
  const startedAt = Date.now();
  await until(
    'Ticks at the short interval',
    async () => (await ticks()).filter((at) => at > startedAt).length >= 3,
    60_000,
  );
  const killedAt = await kill();
  const before = await rows();
  const after = await until(
    'Samples after the kill',
    async () => {
      const all = await ticks();
      return all.filter((at) => at > killedAt + 3_000).length >= 2 && all;
    },
    90_000,
  );
  const upAt = Math.max(...(await connectedAt()));

  expect((await rows()).slice(0, before.length)).toEqual(before);
  const regular = after.filter((at) => at > startedAt + 3_000);
  const [first = 0, last = 0] = [regular[0], regular.at(-1)];
  const grid = Array.from({ length: (last - first) / intervalMs + 1 }, (_, i) => first + i * intervalMs);
  expect(regular.filter((at) => !grid.includes(at))).toEqual([]);
  const missing = grid.filter((at) => !regular.includes(at));
  expect(missing.filter((at) => at <= killedAt - unwrittenMs || at > upAt + firstRoundMs)).toEqual([]);
}, 200_000);

it('refuses a second start beside the first, naming it', async () => {
  const second = startCli({ stateDir });
  const { code } = await second.exited;
  expect(code).toBe(69);
  expect(second.output()).toContain(address.url.replace(/^.*:/, ':'));
  expect(second.output()).not.toContain('    at ');
}, 60_000);

it('stops in order on Ctrl-C, and finds the samples of the first run at the next start', async () => {
  const secrets = await Promise.all(['DATABASE', 'MONITOREDDB'].map((name) => readDatabaseUrl(stateDir, name)));
  const processTitles = listProcesses()
    .map(({ command }) => command)
    .join('\n');
  const all = listDescendants(cli.pid).map(({ pid }) => pid);
  const before = await ticks();
  expect(await cli.stop()).toEqual({ code: 0 });
  const left = () => listProcesses().filter(({ pid }) => all.includes(pid));
  await until('The end of every process', () => left().length === 0, 2_000).catch(() => undefined);
  expect(left()).toEqual([]);

  // The panel shows the password once, on purpose; nothing else may.
  const printed = cli.output().replace(/^(\W*Password\s+)\S+/m, '$1');
  for (const secret of [canary, ...secrets.map((url) => new URL(url).password)]) {
    expect(secret.length).toBeGreaterThan(10);
    expect(printed).not.toContain(secret);
    expect(pagesSeen).not.toContain(secret);
    expect(processTitles).not.toContain(secret);
  }

  cli = startCli({ stateDir, throughNpm: true });
  address = await cli.ready(180_000);
  expect(address.password).toBe(canary);
  expect((await ticks()).slice(0, before.length)).toEqual(before);
}, 240_000);

it('leaves no process behind 10 s after npm itself was killed with SIGKILL', async () => {
  const family = listDescendants(cli.pid);
  expect(family.some(({ command }) => command.includes('pgwatch-heroku collector'))).toBe(true);
  expect(family.some(({ command }) => /postgres/.test(command))).toBe(true);
  process.kill(cli.pid, 'SIGKILL');
  await expectEndOf(family, stateDir);
}, 60_000);
