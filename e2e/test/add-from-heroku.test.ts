import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHerokuClient } from '@pgwatch-heroku/heroku-api';
import { type LocalHeroku, startLocalHeroku } from '@pgwatch-heroku/local-heroku';
import { addMonitoredDatabase } from '@pgwatch-heroku/provisioning';
import { connect, createLogger, maxStoreConnections } from '@pgwatch-heroku/shared';
import { clusterTemplate, makeGrafanaHome } from '@pgwatch-heroku/testkit';
import { projectSlug } from '../../packages/provisioning/test/support/project-slug.js';
import { findChromium, isAlive, repoDir, signIn, until } from '../src/index.js';
import { countStoreConnections } from './support/count-store-connections.js';
import { openBrowser } from './support/open-browser.js';

/** In the form of Heroku's own; it is nowhere but in the person's hands and in requests. */
const apiKey = `HRKU-${'c4n4ry'.repeat(10)}`;
const password = 'canary-admin-password';
const instant = { addonMs: 0, highAvailabilityMs: 0, credentialMs: 0, rotationMs: 0, revocationMs: 0 };

const chromium = findChromium();
let dir = '';
let heroku: LocalHeroku;
let addon = '';
// Holds all connections that it may: where the Collector DB allows 20, both releases and it share 16.
const grafana = makeGrafanaHome({ isBusy: true });

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
const client = () => createHerokuClient({ apiKey, apiUrl: heroku.apiUrl });
const look = async (url: string, sql: string) => {
  const db = await connect({ url, label: 'test', applicationName: 'test' });
  const { rows } = await db.query<{ name: string }>(sql);
  await db.end();
  return rows.map(({ name }) => name);
};
/** Extensions and roles of ours in a database that is not. */
const madeIn = async (database: string) =>
  look(
    await client().addonConfig.getDatabaseUrl(database),
    "SELECT extname::text AS name FROM pg_extension WHERE extname <> 'plpgsql' UNION SELECT rolname FROM pg_roles WHERE rolname ~ 'pgwatch'",
  );

(chromium ? describe : describe.skip)('with a key typed into the pages', () => {
  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'pgwatch-add-'));
    await chmod(dir, 0o755); // PostgreSQL may run as another user than we do
    const apiPort = await freePort();
    heroku = await startLocalHeroku({
      ...{ repoDir, stateDir: dir, apiPort, apiKeys: [apiKey], delays: instant },
      postgresSettings: { fsync: 'off' },
      slug: await projectSlug(repoDir),
      postgresTemplate: clusterTemplate(),
      configOverrides: {
        PGWATCH2_LISTEN_HOST: '127.0.0.1',
        PGWATCH2_ADMIN_PASSWORD: password,
        HEROKU_HOST: `http://127.0.0.1:${apiPort}`,
        GRAFANA_HOME: grafana.dir,
      },
    });
    await client().apps.create({ name: 'shop' });
    const made = await client().addons.create('shop', { plan: 'heroku-postgresql:standard-0', attachment: 'DATABASE' });
    addon = (await client().addons.waitUntilProvisioned(made.id, { intervalMs: 50 })).name;
  }, 240_000);
  afterAll(async () => {
    heroku?.hurry();
    await heroku?.stop();
    grafana.remove();
    await rm(dir, { recursive: true, force: true, maxRetries: 3 });
  }, 60_000);

  it("adds another app's database, through the restart, to its first sample, removes it again, and at last everything", async () => {
    const { page, problems, close } = await openBrowser(chromium ?? '');
    const webDyno = async () => (await heroku.dynos()).find(({ name }) => name === 'web.1') ?? { pid: 0, state: '' };
    const attached = () =>
      heroku.account.first.settings.attachments.map(({ name, namespace }) => `${name} ${namespace ?? 'default'}`);
    try {
      await page.goto(`${heroku.url}/add-heroku`);
      await page.fill('input[name=password]', password);
      await page.click('button[type=submit]');
      await page.waitForURL('**/add-heroku');
      await page.getByLabel('Heroku API key', { exact: true }).fill(apiKey);
      await page.getByRole('button', { name: 'Show the databases' }).click();
      await page.getByText('Monitored as MONITOREDDB').waitFor();
      const { pid: web } = await webDyno();
      const counted = await countStoreConnections(heroku.superuserUrl, heroku.databaseUrl('DATABASE'));
      await until('All connections of a busy Grafana', async () => (counted.newest()['grafana'] ?? 0) === 4);
      await page.getByRole('button', { name: `Add ${addon} as SHOP` }).click();
      await page.getByText('Attachment PGWATCH2_MONITOREDDB_SHOP').waitFor({ timeout: 30_000 });
      await page.getByText('First sample seen').waitFor({ timeout: 45_000 });
      expect(attached()).toContain('PGWATCH2_MONITOREDDB_SHOP credential:pgwatch2');
      // It was another process that told the end.
      expect((await webDyno()).pid).not.toBe(web);
      await page.getByRole('link', { name: 'Look at SHOP' }).click();
      await page.waitForURL('**/sources/SHOP*');

      const { pid: added } = await webDyno();
      await page.goto(`${heroku.url}/edit-source/SHOP`);
      await page.getByRole('button', { name: 'Remove through Heroku' }).click();
      await page.getByLabel('Heroku API key', { exact: true }).fill(apiKey);
      await page.getByLabel('Type SHOP to go on').fill('SHOP');
      await page.getByRole('button', { name: 'Remove', exact: true }).click();
      await page.getByText('It is not monitored any more. Its history is kept.').waitFor({ timeout: 30_000 });
      expect(attached().join()).not.toContain('PGWATCH2_MONITOREDDB_SHOP');
      await until('The credential is gone', async () =>
        (await client().credentials.list(addon)).every(({ name }) => name !== 'pgwatch2'),
      );
      await until('The restart', async () => {
        const { pid, state } = await webDyno();
        return pid !== added && state === 'up';
      });

      // Again, so that something is there to be taken back; by a deploy whose old dynos take all their time to end: those
      // of both releases are there together.
      await until('All connections of a busy Grafana again', () => (counted.newest()['grafana'] ?? 0) === 4);
      await page.goto('about:blank');
      const ask = await signIn(heroku.url, password);
      const { pid: removed } = await webDyno();
      const old = (await heroku.dynos()).filter(({ name }) => /^(web|collector)\./.test(name));
      const signalOld = (signal: NodeJS.Signals) => {
        for (const { pid = -1 } of old) if (isAlive(pid)) process.kill(pid, signal);
      };
      signalOld('SIGSTOP');
      try {
        await addMonitoredDatabase({
          ...{ client: client(), own: await client().apps.get('local'), addon, name: 'SHOP', wait: { intervalMs: 50 } },
          ...{ onStep: () => undefined, log: createLogger({ name: 'test', level: 'silent' }) },
          signal: new AbortController().signal,
        });
        await until('The new web dyno', async () => {
          const { pid, state } = await webDyno();
          return pid !== removed && state === 'up';
        });
        await until('The new dynos beside the old ones', async () => {
          // Asked for at once, they take all connections of the pages.
          await Promise.all([1, 2, 3].map(() => ask('/api/v1/sources').catch(() => undefined)));
          const { grafana, ...names } = counted.newest();
          return (
            grafana === 4 &&
            (names['pgwatch-heroku-collector samples'] ?? 0) === 2 &&
            (names['pgwatch-heroku web'] ?? 0) > 2
          );
        });
        // Also while the database was added: its journal is on a connection of the pages.
        const { most, names } = await counted.stop();
        expect(most).toBeLessThanOrEqual(maxStoreConnections);
        expect(names).not.toHaveProperty('pgwatch-heroku operation');
      } finally {
        signalOld('SIGCONT');
      }
      expect(await madeIn(addon)).toEqual(['pg_stat_statements', 'pgwatch2']);
      await until('The page after the restart', async () => {
        const answered = await page.goto(`${heroku.url}/settings/removal`).catch(() => null);
        return answered?.status() === 200;
      });
      // As a person does where a restart comes between: the page says so, and it is asked again.
      const planned = page.getByText(`${addon} of shop`);
      await until('What would be removed', async () => {
        if (await planned.isVisible()) return true;
        await page.getByLabel('Heroku API key', { exact: true }).fill(apiKey);
        await page.getByRole('button', { name: 'Show what would be removed' }).click();
        return planned.waitFor({ timeout: 10_000 }).then(
          () => true,
          () => false,
        );
      });
      await page.getByRole('button', { name: 'Remove everything' }).click();
      await page.getByLabel('Type local to go on').fill('local');
      await page.getByRole('button', { name: 'Remove', exact: true }).click();
      // The second where the app was gone before the page had heard of the last step.
      await page.getByText(/^(You can close this page|If it stays away, it is deleted)/).waitFor({ timeout: 30_000 });
      await heroku.deleted;
      expect((await client().apps.list()).map(({ name }) => name)).toEqual(['shop']);
      expect((await client().addons.list()).map(({ name }) => name)).toEqual([addon]);
      expect((await client().attachments.list()).map(({ app, name }) => `${app.name} ${name}`)).toEqual([
        'shop DATABASE',
      ]);
      expect(await madeIn(addon)).toEqual([]);
      expect(
        await look(heroku.superuserUrl, "SELECT datname AS name FROM pg_database WHERE datname ~ '^d[0-9a-f]{14}'"),
      ).toEqual([]);

      const seen = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
      const logged = heroku.logs.recent().map(({ text }) => text);
      expect([seen, await page.content(), ...logged].join()).not.toContain(apiKey);
      // What a restart cuts off, and that nobody answers in the end, is what the browser itself says of it.
      const expected = /^Failed to load resource|api\/v1\/\S+: net::ERR_CONNECTION_REFUSED$/;
      expect(problems().filter((problem) => !expected.test(problem))).toEqual([]);
    } finally {
      await close();
    }
  }, 180_000);
});
