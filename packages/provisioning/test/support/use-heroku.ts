import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { createHerokuClient, type HerokuClientOptions } from '@pgwatch-heroku/heroku-api';
import { type LocalHeroku, type LocalHerokuOptions, startLocalHeroku } from '@pgwatch-heroku/local-heroku';
import { connect } from '@pgwatch-heroku/shared';
import { clusterTemplate, type RunningApp, startApp } from '@pgwatch-heroku/testkit';

const provisioner = path.resolve(import.meta.dirname, '../../../../apps/provisioner/dist/main.js');
const instant = { addonMs: 0, highAvailabilityMs: 0, credentialMs: 0, rotationMs: 0, revocationMs: 0 };
/** Delays that a test has no time for. */
const timing = { firstDelayMs: 5, maxDelayMs: 20, patienceMs: 5_000 };

export interface HerokuOptions extends Partial<LocalHerokuOptions> {
  /** Attachment name to plan. */
  plans?: Record<string, string>;
  /** What node is started with in a dyno. */
  nodeArgs?: () => string[];
}

/** heroku.yml of an app whose dynos do nothing. */
export const idleManifest = `build:
  docker:
    web: Dockerfile
run:
  web: exec sleep 1000
  collector:
    image: web
    command: exec sleep 1000
  pgbench:
    image: web
    command: exec sleep 1000
`;
/** `bin/pgwatch-heroku`, of which only the provisioner is there. */
export const dispatcher = (nodeArgs: readonly string[]) => `#!/bin/sh\nshift\nexec node ${nodeArgs.join(' ')} "$@"\n`;

/** An account with one app that has databases and no dynos: what it is set up with is started by the tests. */
export function useHeroku({ plans = {}, nodeArgs = () => [provisioner], ...options }: HerokuOptions = {}) {
  let heroku: LocalHeroku;
  let dir = '';
  const wanted = { DATABASE: 'standard-0', MONITOREDDB: 'standard-0', ...plans };
  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'pgwatch-provisioning-'));
    await chmod(dir, 0o755); // PostgreSQL may run as another user than we do
    await mkdir(path.join(dir, 'bin'));
    const addons = Object.entries(wanted).map(([as, plan]) => ({ plan: `heroku-postgresql:${plan}`, as }));
    const appJson = { stack: 'container', addons, formation: { web: { quantity: 0, size: 'basic' } } };
    await writeFile(path.join(dir, 'app.json'), JSON.stringify(appJson));
    await writeFile(path.join(dir, 'package.json'), '{"type":"module"}');
    await writeFile(path.join(dir, 'heroku.yml'), idleManifest);
    await writeFile(path.join(dir, 'Dockerfile'), 'FROM scratch\nCMD exec sleep 1000\n');
    await writeFile(path.join(dir, 'bin/pgwatch-heroku'), dispatcher(nodeArgs()), { mode: 0o755 });
    heroku = await startLocalHeroku({
      repoDir: dir,
      postgresSettings: { fsync: 'off' },
      postgresTemplate: clusterTemplate(),
      ...options,
      delays: { ...instant, ...options.delays },
    });
  }, 120_000);
  afterAll(async () => {
    heroku?.hurry();
    await heroku?.stop();
    await rm(dir, { recursive: true, force: true, maxRetries: 3 });
  });
  const client = (given: Partial<HerokuClientOptions> = {}) =>
    createHerokuClient({ apiKey: heroku.apiKey, apiUrl: heroku.apiUrl, timing, ...given });
  /** Postdeploy as Heroku starts it: with the config vars of this moment. */
  const start = (args: string[] = [], env: Record<string, string> = {}): RunningApp =>
    startApp(
      provisioner,
      { ...heroku.config(), HEROKU_API_KEY: heroku.apiKey, HEROKU_HOST: heroku.apiUrl, DYNO: 'run.1', ...env },
      args,
    );
  return {
    client,
    start,
    provision: async (args: string[] = [], env: Record<string, string> = {}) => {
      const running = start(args, env);
      const code = await running.exited;
      return { code, output: running.output(), events: running.events };
    },
    query: async <T>(attachment: string, sql: string, params: unknown[] = []): Promise<T[]> => {
      const db = await connect({ url: heroku.databaseUrl(attachment), label: attachment, applicationName: 'test' });
      try {
        return (await db.query(sql, params)).rows as T[];
      } finally {
        await db.end();
      }
    },
    /** `PGWATCH2 pgwatch2` */
    attached: () =>
      heroku.account.first.settings.attachments
        .map(({ name, namespace }) => `${name} ${namespace?.replace('credential:', '') ?? 'default'}`)
        .sort(),
    releases: () => heroku.account.first.releases.map(({ description }) => description.replace(/ \(.*/, '')),
    get heroku() {
      return heroku;
    },
  };
}

export const hardened = [
  'DATABASE default',
  'MONITOREDDB default',
  'PGWATCH2 pgwatch2',
  'PGWATCH2_GRAFANA pgwatch2_grafana',
  'PGWATCH2_GRAFANA_STORE pgwatch2_grafana_store',
  'PGWATCH2_MONITOREDDB_MYTARGETDB pgwatch2',
];
