import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { fetchHerokuCli, herokuCliEnv } from '@pgwatch-heroku/local-heroku';
import { connect } from '@pgwatch-heroku/shared';
import { until } from './support/until.js';
import { repoDir, useClickedApp } from './support/use-clicked-app.js';

const clicked = useClickedApp({});
let dir = '';
let env: Record<string, string> = {};

/** A folder with a git repository and the manifests, and `heroku` on the PATH of the shell. */
beforeAll(async () => {
  const script = await fetchHerokuCli(path.join(homedir(), '.cache', 'pgwatch-heroku'));
  dir = await mkdtemp(path.join(tmpdir(), 'pgwatch-git-push-'));
  await mkdir(path.join(dir, 'bin'));
  await writeFile(path.join(dir, 'bin/heroku'), `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`, {
    mode: 0o755,
  });
  await mkdir(path.join(dir, 'repo'));
  await writeFile(path.join(dir, 'repo/heroku.yml'), await readFile(path.join(repoDir, 'heroku.yml')));
  const { apiUrl } = clicked.heroku;
  env = herokuCliEnv({
    apiUrl,
    apiKey: clicked.apiKey,
    homeDir: dir,
    path: [path.join(dir, 'bin'), path.dirname(process.execPath), '/usr/bin', '/bin'].join(':'),
  });
  await shell('git init -q -b main');
}, 600_000);

function shell(line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      '/bin/sh',
      ['-c', line],
      { cwd: path.join(dir, 'repo'), env, timeout: 90_000 },
      (error, stdout, stderr) => {
        if (error) reject(new Error(`${line}: ${stdout}${stderr}`));
        else resolve(`${stdout}${stderr}`);
      },
    );
  });
}

/** What the push does: the local Heroku has no git server. */
async function push(app: string): Promise<void> {
  const client = clicked.client();
  const [slug = ''] = await readdir(path.join(clicked.stateDir, 'slugs'));
  const url = await client.builds.uploadSource(
    await readFile(path.join(clicked.stateDir, 'slugs', slug, 'source.tar.gz')),
  );
  const { id } = await client.builds.create(app, { url, version: 'main' });
  await client.builds.waitUntilSucceeded(app, id, { intervalMs: 200 });
}

it('deploys with the lines of the README, through the real Heroku CLI', async () => {
  const readme = await readFile(path.join(repoDir, 'README.md'), 'utf8');
  const block = /### With git instead of the button\n\n```sh\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const lines = block.trim().split('\n');
  expect(lines).toHaveLength(5);
  let app = '';
  for (const line of lines) {
    if (line.startsWith('git push')) {
      await push(app);
      continue;
    }
    const said = await shell(line);
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
