import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { createHerokuClient } from '@pgwatch-heroku/heroku-api';
import { type LocalHeroku, type LocalHerokuOptions, startLocalHeroku } from '@pgwatch-heroku/local-heroku';
import { clusterTemplate } from '@pgwatch-heroku/testkit';
import { projectSlug } from './project-slug.js';

export const repoDir = path.resolve(import.meta.dirname, '../../../..');
const instant = { addonMs: 0, highAvailabilityMs: 0, credentialMs: 0, rotationMs: 0, revocationMs: 0 };
/** In the form of Heroku's own. */
const apiKey = `HRKU-${'k3y'.repeat(20)}`;

/** The button of this very project pressed, with a key and what else was typed into its form. */
export function useClickedApp(form: Record<string, string>, options: Partial<LocalHerokuOptions> = {}) {
  let heroku: LocalHeroku;
  let stateDir = '';
  beforeAll(async () => {
    stateDir = await mkdtemp(path.join(tmpdir(), 'pgwatch-three-apps-'));
    await chmod(stateDir, 0o755); // PostgreSQL may run as another user than we do
    heroku = await startLocalHeroku({
      repoDir,
      stateDir,
      postgresSettings: { fsync: 'off' },
      slug: await projectSlug(repoDir),
      postgresTemplate: clusterTemplate(),
      apiKeys: [apiKey],
      configOverrides: { PGWATCH2_LISTEN_HOST: '127.0.0.1', HEROKU_API_KEY: apiKey, ...form },
      delays: instant,
      ...options,
    });
  }, 240_000);
  afterAll(async () => {
    heroku?.hurry();
    await heroku?.stop();
    await rm(stateDir, { recursive: true, force: true, maxRetries: 3 });
  }, 60_000);
  const client = () => createHerokuClient({ apiKey, apiUrl: heroku.apiUrl });
  return {
    apiKey,
    client,
    /** Who is attached where, as the API tells it: `local DATABASE standard-0 of local: default`. */
    rows: async () => {
      const attachments = await client().attachments.list();
      const plans = new Map((await client().addons.list()).map(({ id, plan }) => [id, plan.name]));
      return attachments
        .map(({ app, name, namespace, addon }) => {
          const plan = plans.get(addon.id)?.replace('heroku-postgresql:', '');
          const credential = namespace?.replace('credential:', '') ?? 'default';
          return `${app.name} ${name}: ${credential} of ${addon.app.name}'s ${plan}`;
        })
        .sort();
    },
    logOf: (app: string): string =>
      (heroku.account.findApp(app)?.logs.recent() ?? []).map(({ text }) => text).join('\n'),
    get stateDir() {
      return stateDir;
    },
    get heroku() {
      return heroku;
    },
  };
}
