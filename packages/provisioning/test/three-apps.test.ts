import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { connect, createLogger } from '@pgwatch-heroku/shared';
import { signIn } from '../../../e2e/src/index.js';
import { addMonitoredDatabase } from '../src/index.js';
import { scaledTypes } from './support/scaled-types.js';
import { sevenRows } from './support/seven-rows.js';
import { until } from './support/until.js';
import { repoDir, useClickedApp } from './support/use-clicked-app.js';
import { useHerokuShell } from './support/use-heroku-shell.js';

// In a Private Space: heroku.private.yml, which no other real app is made of; the app of git push below is outside.
const clicked = useClickedApp(
  { PGWATCH2_TOPOLOGY: 'three-apps' },
  {
    teams: [{ id: 't1', name: 'acme' }],
    spaces: [{ id: 's1', name: 'acme-space', team: 'acme', region: 'virginia' }],
    ...{ team: 'acme', space: 'acme-space' },
  },
);
const summary = /collector {2}local {12}http[\s\S]*grafana {4}local-grafana {4}http[\s\S]*monitored {2}local-mon/;

describe('three apps of one click in a Private Space', () => {
  it("makes the original's six rows of credentials and attachments and our seventh, and no other", async () => {
    // What the button has no time for on a busy machine, a one-off dyno goes on with.
    await until('the summary', async () => summary.test(clicked.logOf('local')), 240_000).catch(() => undefined);
    expect(await clicked.rows()).toEqual(sevenRows('private-0'));
  }, 250_000);

  it("scales each app to its part of the original's, and gives each its name", async () => {
    const client = clicked.client();
    expect(await scaledTypes(client, 'local')).toEqual(['collector=1:Private-S', 'web=1:Private-S']);
    expect(await scaledTypes(client, 'local-grafana')).toEqual(['web=1:Private-S']);
    expect(await scaledTypes(client, 'local-monitored')).toEqual(['pgbench=1:Private-S']);
    const { heroku } = clicked;
    for (const { state } of heroku.account.apps) expect(state.features).toEqual(['runtime-dyno-metadata']);
  });

  it('answers with the sign-in pages of the Collector and of Grafana', async () => {
    for (const name of ['local', 'local-grafana']) {
      const url = clicked.heroku.account.findApp(name)?.router.url;
      await until(`web of ${name}`, async () => (await fetch(`${url}/signin`).catch(() => undefined))?.status === 200);
    }
  }, 60_000);

  it('gives each app the config of its role, secrets of its own and no key', async () => {
    const { client, apiKey } = clicked;
    expect((await client().configVars.get('local'))['PGWATCH2_APP']).toBe('collector');
    const grafana = await client().configVars.get('local-grafana');
    expect(grafana).toMatchObject({
      PGWATCH2_APP: 'grafana',
      GF_SECURITY_ADMIN_USER: 'admin',
      GF_SECURITY_ADMIN_PASSWORD: expect.stringMatching(/^[0-9a-f]{64}$/),
      PGWATCH2_SECRET_KEY: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const monitored = await client().configVars.get('local-monitored');
    expect(monitored['PGWATCH2_APP']).toBe('monitored');
    expect(JSON.stringify([grafana, monitored])).not.toContain(apiKey);
    expect(clicked.logOf('local')).not.toContain(apiKey);
  });

  it('monitors the Monitored DB as MYTARGETDB, and the journal is in the database that was promoted', async () => {
    const db = await connect({ url: clicked.heroku.databaseUrl('PGWATCH2'), label: 'test', applicationName: 'test' });
    const sources = async () =>
      (
        await db.query<{ name: string }>(
          `SELECT DISTINCT s.name FROM pgwatch2.source s JOIN pgwatch2.source_metric m ON m.source_id = s.id
         WHERE m.metric = 'db_stats' AND m.last_success_at IS NOT NULL`,
        )
      ).rows.map(({ name }) => name);
    try {
      await until('a sample', async () => (await sources()).length > 0);
      expect(await sources()).toEqual(['MYTARGETDB']);
      const operations = async () => (await db.query('SELECT kind, state FROM pgwatch2.operation')).rows;
      await until('the end of the set-up', async () => (await operations()).every(({ state }) => state === 'done'));
      expect(await operations()).toEqual([{ kind: 'three-apps', state: 'done' }]);
    } finally {
      await db.end();
    }
  }, 60_000);

  it('ends the set-up with a table of the three apps, and no release of it has failed', async () => {
    expect(clicked.logOf('local')).toMatch(summary);
    for (const app of ['local', 'local-grafana', 'local-monitored']) {
      const releases = await clicked.client().releases.listNewest(app, 50);
      expect(releases.filter(({ status }) => status === 'failed')).toEqual([]);
      const dynos = clicked.heroku.account.findApp(app)?.logs.recent() ?? [];
      expect(dynos.some(({ process }) => process.startsWith('release.'))).toBe(true);
    }
  });

  it('removes all three at the wish of a page, of which one restarts the very dyno that does it', async () => {
    const { heroku, apiKey, client } = clicked;
    const ask = await signIn(heroku.url, heroku.config()['PGWATCH2_ADMIN_PASSWORD'] ?? '');
    // By the clicks that are told where there is no key, too.
    const settings = await ask('/api/v1/settings');
    expect(await settings.json()).toMatchObject({
      siblings: { grafana: 'local-grafana', monitored: 'local-monitored' },
    });
    const plan = await ask('/api/v1/heroku/removal-plan', { apiKey });
    expect(await plan.json()).toMatchObject({
      siblings: ['local-grafana', 'local-monitored'],
      demo: {
        app: 'local-monitored',
        things: [{ what: 'heroku-postgresql:private-0' }, { name: 'pgbench of local-monitored' }],
      },
      borrowed: [],
    });
    const begun = await ask('/api/v1/heroku/operations', { kind: 'remove-everything', confirm: 'local', apiKey });
    expect(begun.status).toBe(202);
    await heroku.deleted;
    expect(await Promise.all([client().apps.list(), client().addons.list(), client().attachments.list()])).toEqual([
      [],
      [],
      [],
    ]);
    expect(heroku.account.state.servers).toEqual({});
  }, 120_000);
});

// Beside the clicked apps, whose slug it shares: one account for both.
describe('an app of git push', () => {
  const shell = useHerokuShell(() => ({ apiUrl: clicked.heroku.apiUrl, apiKey: clicked.apiKey }));

  const upload = async () => {
    const slugsDir = path.join(clicked.stateDir, 'slugs');
    const [slug = ''] = await readdir(slugsDir);
    return clicked.client().builds.uploadSource(await readFile(path.join(slugsDir, slug, 'source.tar.gz')));
  };
  /** What the push does: the local Heroku has no git server. */
  const push = async (app: string) => {
    const client = clicked.client();
    const url = await upload();
    const { id } = await client.builds.create(app, { url, version: 'main' });
    await client.builds.waitUntilSucceeded(app, id, { intervalMs: 200 });
  };

  it('deploys with the lines of the README, through the real Heroku CLI', async () => {
    const readme = await readFile(path.join(repoDir, 'README.md'), 'utf8');
    const block = /### With git instead of the button\n[\s\S]*?```sh\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    const lines = block.trim().split('\n');
    expect(lines).toHaveLength(5);
    let app = '';
    for (const line of lines) {
      if (line.startsWith('git push')) {
        await push(app);
        continue;
      }
      const said = await shell(line);
      expect(said).not.toMatch(/^exit /);
      app ||= clicked.heroku.account.apps.at(-1)?.state.name ?? '';
      if (line.startsWith('heroku create')) expect(said).toContain(app);
    }
    const made = clicked.heroku.account.findApp(app);
    expect(Object.keys(made?.settings.configVars() ?? {}).sort()).toEqual([
      'DATABASE_URL',
      'MONITOREDDB_URL',
      'PGWATCH2_ADMIN_PASSWORD',
      'PGWATCH2_SECRET_KEY',
    ]);
    await until('the summary of the provisioner', async () => clicked.logOf(app).includes('pgwatch on Heroku'));
    await until('web', async () => (await fetch(`${made?.router.url}/signin`).catch(() => undefined))?.status === 200);
    const db = await connect({
      url: made?.settings.configVars()['DATABASE_URL'] ?? '',
      label: 'test',
      applicationName: 'test',
    });
    const samples = `SELECT 1 FROM pgwatch2.source_metric WHERE metric = 'db_stats' AND last_success_at IS NOT NULL`;
    await until('a sample', async () => ((await db.query(samples)).rowCount ?? 0) > 0).finally(() => db.end());
  }, 240_000);

  it('comes up whole as a review app on Essential plans, and leaves nothing in a database that it does not own', async () => {
    const client = clicked.client();
    const call = async (method: string, route: string, body?: unknown) => {
      const headers = { authorization: `Bearer ${clicked.apiKey}`, 'content-type': 'application/json' };
      const answer = await fetch(clicked.heroku.apiUrl + route, { method, headers, body: JSON.stringify(body) });
      return (await answer.json()) as { id: string; status: string; message: string | null; app: { name: string } };
    };
    const blob = { source_blob: { url: await upload(), version: 'main' } };
    const { id } = await call('POST', '/review-apps', { branch: 'feature', pipeline: 'p1', pr_number: 17, ...blob });
    const show = () => call('GET', `/review-apps/${id}`);
    await until('the review app', async () => ['created', 'errored'].includes((await show()).status));
    const { status, message, app } = await show();
    expect([status, message]).toEqual(['created', null]);
    expect(await scaledTypes(client, app.name)).toEqual(['collector=1:Basic', 'pgbench=1:Basic', 'web=1:Basic']);
    expect(clicked.logOf(app.name)).toMatch(/Collector DB {2}works, degraded/);
    const url = clicked.heroku.account.findApp(app.name)?.router.url;
    await until('its web', async () => (await fetch(`${url}/signin`).catch(() => undefined))?.status === 200);

    await client.apps.create({ name: 'shop' });
    const made = await client.addons.create('shop', { plan: 'heroku-postgresql:essential-0', attachment: 'DATABASE' });
    const addon = await client.addons.waitUntilProvisioned(made.id, { intervalMs: 50 });
    const db = await connect({
      ...{ url: await client.addonConfig.getDatabaseUrl(addon.id), label: 'test', applicationName: 'test' },
    });
    const catalogue = async () =>
      (
        await db.query<{ name: string }>(
          `SELECT extname AS name FROM pg_extension UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1`,
        )
      ).rows.map(({ name }) => name);
    try {
      const before = await catalogue();
      await addMonitoredDatabase({
        ...{ client, own: await client.apps.get(app.name), addon: addon.name, name: 'SHOP', wait: { intervalMs: 50 } },
        ...{ onStep: () => undefined, log: createLogger({ name: 'test', level: 'silent' }) },
        signal: new AbortController().signal,
      });
      expect(await catalogue()).not.toEqual(before);
      const released = async () => (await client.releases.listNewest(app.name, 1))[0]?.status === 'succeeded';
      await until('the release of the attachment', released);
      await call('DELETE', `/review-apps/${id}`);
      await until('its end', async () => (await show()).status === 'deleted');
      expect(await catalogue()).toEqual(before);
    } finally {
      await db.end();
    }
  }, 120_000);
});
