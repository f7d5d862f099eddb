import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { repoDir, until } from '@pgwatch-heroku/e2e';
import { createHerokuClient } from '@pgwatch-heroku/heroku-api';
import { type LocalHeroku, startLocalHeroku } from '@pgwatch-heroku/local-heroku';
import { connect } from '@pgwatch-heroku/shared';
import { hasSampleSql } from './sql/first-sample.js';

/** What Heroku itself takes minutes for is left out: only our own time counts. */
const delays = { addonMs: 0, highAvailabilityMs: 0, credentialMs: 0, rotationMs: 0, revocationMs: 0 };
const patienceMs = 120_000;

/** Seconds from the end of the build to the first sample, and what comes after. */
export async function measureDeploys() {
  const single = await deploy({}, 'MONITOREDDB', measureAfterwards);
  const threeApps = await deploy({ PGWATCH2_TOPOLOGY: 'three-apps' }, 'MYTARGETDB', async () => ({}));
  return { single: single.seconds, threeApps: threeApps.seconds, ...single.afterwards };
}

async function deploy<T>(
  form: Record<string, string>,
  source: string,
  afterwards: (heroku: LocalHeroku) => Promise<T>,
) {
  const stateDir = await mkdtemp(path.join(tmpdir(), 'pgwatch-bench-'));
  await chmod(stateDir, 0o755);
  let builtAt = performance.now();
  const heroku = await startLocalHeroku({
    repoDir,
    stateDir,
    delays,
    configOverrides: { PGWATCH2_LISTEN_HOST: '127.0.0.1', ...form },
    withApiKey: form['PGWATCH2_TOPOLOGY'] !== undefined,
    onProgress: ({ step, state }) => {
      if (step === 'slug' && state === 'done') builtAt = performance.now();
    },
  });
  try {
    await untilSample(heroku, source);
    const seconds = (performance.now() - builtAt) / 1_000;
    return { seconds, afterwards: await afterwards(heroku) };
  } finally {
    await heroku.stop();
    await rm(stateDir, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The release phase with nothing to do, and an attachment until the first sample of its source. */
async function measureAfterwards(heroku: LocalHeroku): Promise<{ release: number; attachment: number }> {
  const client = createHerokuClient({ apiKey: heroku.apiKey, apiUrl: heroku.apiUrl });
  const app = heroku.account.first.state.name;
  const releasedAt = performance.now();
  await heroku.run('pgwatch-heroku release');
  const release = (performance.now() - releasedAt) / 1_000;

  const addon = await heroku.addAddon('heroku-postgresql:standard-0', 'SALES');
  const attachedAt = performance.now();
  await client.attachments.create({ addon: addon.name, app, name: 'PGWATCH2_MONITOREDDB_SALES' });
  await untilSample(heroku, 'SALES');
  return { release, attachment: (performance.now() - attachedAt) / 1_000 };
}

async function untilSample(heroku: LocalHeroku, source: string): Promise<void> {
  const url = heroku.superuserDatabaseUrl('DATABASE');
  const db = await connect({ url, label: 'the Collector DB', applicationName: 'bench' });
  try {
    await until(
      `a sample of ${source}`,
      async () => ((await db.query(hasSampleSql, [source])).rowCount ?? 0) > 0,
      patienceMs,
    );
  } finally {
    await db.end();
  }
}
