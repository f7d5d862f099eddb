import { afterEach, expect, it } from '@jest/globals';
import { connect } from '@pgwatch-heroku/shared';
import { clusterTemplate } from '@pgwatch-heroku/testkit';
import { type LocalHeroku, type LocalHerokuOptions, startLocalHeroku } from '../src/index.js';
import { accountProject } from './support/start-account.js';
import { tempDir } from './support/temp-dir.js';
import { databaseMs, until } from './support/until.js';
import { writeFiles } from './support/write-files.js';

const running: LocalHeroku[] = [];
afterEach(async () => {
  for (const heroku of running.splice(0)) {
    heroku.hurry();
    await heroku.stop();
  }
});

async function start(repoDir: string, options: Partial<LocalHerokuOptions>) {
  const heroku = await startLocalHeroku({
    repoDir,
    postgresSettings: { fsync: 'off' },
    postgresTemplate: clusterTemplate(),
    ...options,
  });
  running.push(heroku);
  const api = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${heroku.apiUrl}${path}`, {
      method,
      headers: { Authorization: `Bearer ${heroku.apiKey}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return JSON.parse(await response.text());
  };
  return { heroku, api };
}

it('deploys before the database is there, and goes on with a rotation and other apps after a restart', async () => {
  const repoDir = await tempDir();
  await writeFiles(repoDir, accountProject);
  const instant = { addonMs: 0, credentialMs: 0 };
  const first = await start(repoDir, {
    provisioningMs: 500,
    delays: { ...instant, rotationMs: 3_600_000 },
    teams: [{ id: 't', name: 'acme' }],
    team: 'acme',
  });
  const releases = () => first.heroku.account.first.releases.map(({ description }) => description);
  await until('the database', () => 'DATABASE_URL' in first.heroku.config());
  await until('its release', () => releases().at(-1)?.startsWith('Attach DATABASE') ?? false);
  expect(releases()[0]).toMatch(/^Deploy/);
  expect((await first.api('GET', '/apps/local')).team.name).toBe('acme');

  await first.api('POST', '/apps', { name: 'sibling', stack: 'container' });
  const addon = await first.api('POST', '/apps/sibling/addons', {
    plan: 'heroku-postgresql:standard-0',
    attachment: { name: 'OWN' },
  });
  await until(
    'the add-on',
    async () => (await first.api('GET', `/addons/${addon.id}`)).state === 'provisioned',
    databaseMs,
  );
  const credentials = `/postgres/v0/databases/${addon.name}/credentials`;
  await first.api('POST', credentials, { name: 'reader' });
  const shown = async ({ api }: typeof first) => await api('GET', `${credentials}/reader`);
  await until('the credential', async () => (await shown(first)).state === 'active');
  await first.api('POST', '/addon-attachments', {
    addon: addon.name,
    app: 'local',
    name: 'READER',
    namespace: 'credential:reader',
  });
  await first.api('POST', `${credentials}/reader/credentials_rotation`, {});
  await until('the temporary login', async () => (await shown(first)).credentials.length === 2);
  expect((await shown(first)).state).toBe('rotating');
  await first.heroku.stop();

  const second = await start(repoDir, { delays: { ...instant, rotationMs: 0 } });
  expect((await second.api('GET', '/apps')).map(({ name }: { name: string }) => name).sort()).toEqual([
    'local',
    'sibling',
  ]);
  await until('the end of the rotation', async () => (await shown(second)).state === 'active');
  const url = second.heroku.databaseUrl('READER');
  expect(new URL(url).username).toBe('reader');
  const client = await connect({ url, label: 'test', applicationName: 'test' });
  await client.end();
}, 120_000);
