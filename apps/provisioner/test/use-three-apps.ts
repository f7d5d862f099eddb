import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll } from '@jest/globals';
import { createLogger } from '@pgwatch-heroku/shared';
import { startApp } from '@pgwatch-heroku/testkit';
import {
  dispatcher,
  type HerokuOptions,
  idleManifest,
  useHeroku,
} from '../../../packages/provisioning/test/support/use-heroku.js';
import { configSchema } from '../src/config.js';
import { type HardenAllOptions, type Hardening, harden } from '../src/harden/harden.js';
import { herokuPace, type Pace } from '../src/harden/pace.js';

const repoDir = path.resolve(import.meta.dirname, '../../..');
const log = createLogger({ name: 'test', level: 'silent' });

/** A hundred times as fast as Heroku: five minutes are three seconds. */
export const speed = 100;
export const fastPace: Pace = {
  calls: { patienceMs: 60_000 / speed, firstDelayMs: 5, maxDelayMs: 8_000 / speed },
  retryMs: { first: herokuPace.retryMs.first / speed, most: herokuPace.retryMs.most / speed },
  lookMs: { short: herokuPace.lookMs.short / speed, long: herokuPace.lookMs.long / speed },
};

/** The process types of heroku.private.yml, without its release phase. */
async function readPrivateBuild(): Promise<string> {
  const manifest = await readFile(path.join(repoDir, 'heroku.private.yml'), 'utf8');
  return manifest.slice(manifest.indexOf('build:'), manifest.indexOf('release:'));
}

/**
 * An app on Essential databases whose image carries sources of apps that do nothing: what is looked at here is what the
 * set-up makes and says. `set-up` runs it in this very process.
 */
export function useThreeApps(options: HerokuOptions = {}) {
  let imageDir = '';
  beforeAll(async () => {
    imageDir = await mkdtemp(path.join(tmpdir(), 'pgwatch-image-'));
    const source = path.join(imageDir, 'source');
    await mkdir(path.join(source, 'bin'), { recursive: true });
    await writeFile(path.join(source, 'app.json'), '{"stack":"container"}');
    await writeFile(path.join(source, 'package.json'), '{"type":"module"}');
    await writeFile(path.join(source, 'Dockerfile'), 'FROM scratch\nCMD exec sleep 1000\n');
    await writeFile(path.join(source, 'bin/pgwatch-heroku'), dispatcher(nodeArgs()), { mode: 0o755 });
    for (const [name, manifest] of [
      ['source.tar.gz', idleManifest],
      ['source.private.tar.gz', await readPrivateBuild()],
    ] as const) {
      await writeFile(path.join(source, 'heroku.yml'), manifest);
      await promisify(execFile)('tar', ['-czf', path.join(imageDir, name), '-C', source, '.']);
    }
    for (const name of ['apps', 'packages', 'package.json']) {
      await symlink(path.join(repoDir, name), path.join(imageDir, name));
    }
  });
  const mainFile = () => path.join(imageDir, 'apps/provisioner/dist/main.js');
  // Else node takes the project's folder for the image.
  const keepLinks = ['--preserve-symlinks', '--preserve-symlinks-main'];
  const nodeArgs = () => [...keepLinks, mainFile()];
  const app = useHeroku({
    plans: { DATABASE: 'essential-0', MONITOREDDB: 'essential-0' },
    nodeArgs,
    idleFormation: true,
    ...options,
  });
  beforeAll(async () => {
    const release = await app.provision(['release']);
    if (release.code !== 0) throw new Error(release.output);
  });
  /** The provisioner as a process of that image, with a key. */
  const start = (args: string[], variables: Record<string, string> = {}) => {
    const key = { HEROKU_API_KEY: app.heroku.apiKey, HEROKU_HOST: app.heroku.apiUrl };
    const place = { NODE_OPTIONS: keepLinks.join(' '), DYNO: 'run.1', PGWATCH2_TOPOLOGY: 'three-apps' };
    return startApp(mainFile(), { ...app.heroku.config(), ...key, ...place, ...variables }, args);
  };
  afterAll(() => rm(imageDir, { recursive: true, force: true }));
  const rows = () =>
    app.heroku.account.state.attachments
      .map(({ appId, name, namespace, addonId }) => {
        const { account } = app.heroku;
        const addon = account.findAddon(addonId);
        const owner = account.findApp(addon?.appId ?? '')?.state.name;
        const credential = namespace?.replace('credential:', '') ?? 'default';
        return `${account.findApp(appId)?.state.name} ${name}: ${credential} of ${owner}'s ${addon?.plan.replace('heroku-postgresql:', '')}`;
      })
      .sort();
  return {
    app,
    start,
    rows,
    appNames: () => app.heroku.account.apps.map(({ state }) => state.name).sort(),
    setUp: (variables: Record<string, string> = {}, given: Partial<HardenAllOptions> = {}): Promise<Hardening> => {
      const key = { HEROKU_API_KEY: app.heroku.apiKey, HEROKU_HOST: app.heroku.apiUrl };
      const config = configSchema.parse({
        ...app.heroku.config(),
        ...key,
        PGWATCH2_TOPOLOGY: 'three-apps',
        ...variables,
      });
      // More than it takes on a busy machine.
      return harden({
        ...{ config: { ...config, ...key }, outcomes: [], deadlineMs: 600_000, mayHandOver: false, imageDir },
        ...{ pace: fastPace, log, signal: new AbortController().signal },
        ...given,
      });
    },
  };
}
