import { rm } from 'node:fs/promises';
import path from 'node:path';
import { hasCluster, type Postgres, requireDiskSpace, startPostgres } from '@pgwatch-heroku/embedded-postgres';
import { AppError } from '@pgwatch-heroku/shared';
import { DatabaseService } from './addons/database-service.js';
import { StorageWatch } from './addons/storage-watch.js';
import { herokuTimes } from './dynos/formation-dyno.js';
import type { LocalHeroku, LocalHerokuOptions } from './local-heroku.js';
import { LogHub } from './logs/log-hub.js';
import { loadManifests } from './manifest/load-manifests.js';
import { deployApp } from './platform/deploy-app.js';
import { Platform } from './platform/platform.js';
import { runStep, type Step } from './progress.js';
import { herokuRouterTimes, Router } from './router/router.js';
import { buildSlug } from './slug/build-slug.js';
import { ControlSocket } from './state/control-socket.js';
import { defaultStateDir, prepareStateDir, resetCommand } from './state/state-dir.js';
import { StateStore } from './state/state-store.js';

const megabyte = 1024 * 1024;
/** Slug, PostgreSQL's programs and an empty cluster take 150 MB; the rest is for WAL and the sample's tables. */
const firstStartMegabytes = 500;
const laterStartMegabytes = 100;

/**
 * Deploys a project onto a Heroku of its own on this machine, in Heroku's order: add-ons and config vars, slug, release
 * phase, postdeploy (once), formation. Resolves when the web dyno answers. Everything runs on 127.0.0.1, ends with this
 * process, and goes on with the same data next time.
 *
 *     const heroku = await startLocalHeroku({ repoDir, stateDir: await mkdtemp(...), onProgress: console.log });
 *     await fetch(`${heroku.url}/healthz`);
 *     const collector = (await heroku.dynos()).find(({ name }) => name === 'collector.1');
 *     process.kill(collector.pid, 'SIGKILL');
 *     await heroku.stop();
 *
 * @throws AppError with the exit code that a command should end with: a manifest that Heroku would refuse, a busy port,
 *   another one running on the same state, no disk space, a failed release phase or postdeploy, a web dyno that does
 *   not come up. Nothing is left running then.
 */
export async function startLocalHeroku(options: LocalHerokuOptions): Promise<LocalHeroku> {
  const { repoDir, onProgress = () => undefined, logs = new LogHub() } = options;
  const stateDir = path.resolve(options.stateDir ?? defaultStateDir(repoDir));
  const manifests = await loadManifests(repoDir);
  const clusterDir = path.join(stateDir, 'postgres');
  await requireDiskSpace(stateDir, (hasCluster(clusterDir) ? laterStartMegabytes : firstStartMegabytes) * megabyte);
  await prepareStateDir(stateDir);
  const control = await ControlSocket.take(stateDir);
  const parts: { router?: Router; platform?: Platform; postgres?: Postgres; storage?: StorageWatch } = {};
  let isStopping = false;
  let stopped: Promise<void> | undefined;
  const stopParts = async () => {
    isStopping = true;
    parts.storage?.stop();
    await parts.router?.close();
    await parts.platform?.stop();
    await parts.postgres?.stop();
    await control.release();
  };
  const onAbort = () => {
    stopped ??= stopParts();
    stopped.catch(() => undefined); // the step that it interrupts fails, and says so
  };
  options.signal?.addEventListener('abort', onAbort);
  const step: Step = (name, work, detailOf) => {
    options.signal?.throwIfAborted();
    return runStep(onProgress, name, work, detailOf);
  };

  try {
    const store = await StateStore.open(stateDir, resetCommand(stateDir, repoDir));
    const router = new Router({
      webDynos: () => parts.platform?.formation.ofType('web') ?? [],
      logs,
      times: { ...herokuRouterTimes, ...options.times },
    });
    // First of all: a busy port should not cost the wait for everything else.
    await router.listen(options.port ?? 0);
    parts.router = router;
    control.url = router.url;
    const dynosDir = path.join(stateDir, 'dynos');
    await rm(dynosDir, { recursive: true, force: true }); // of a run that was killed
    const [slugDir, postgres] = await allOrNone(
      step('slug', () => buildSlug(repoDir, path.join(stateDir, 'slugs'))),
      step(
        'postgresql',
        async () => {
          parts.postgres = await launchPostgres(store, clusterDir, options.postgresSettings);
          return parts.postgres;
        },
        ({ port }) => ({ detail: `127.0.0.1:${port}` }),
      ),
    );
    const databases = new DatabaseService(postgres.superuserUrl);
    const platform = new Platform({
      store,
      manifests,
      databases,
      logs,
      slugDir,
      dynosDir,
      times: { ...herokuTimes, ...options.times },
    });
    parts.platform = platform;

    await deployApp({ platform, databases, manifests, store, logs, slugDir, overrides: options, step });

    parts.storage = new StorageWatch({
      addons: () => platform.settings.addons,
      attachments: () => platform.settings.attachments,
      sizeBytes: (addon) => databases.sizeBytes(addon),
      logs,
    });
    parts.storage.start();

    const identityOf = (attachment: string) => {
      const addonId = platform.settings.attachments.find(({ name }) => name === attachment)?.addonId;
      const addon = platform.settings.addons.find(({ id }) => id === addonId);
      if (!addon) throw new AppError('configuration', `there is no attachment ${attachment}`);
      return addon;
    };
    return {
      url: router.url,
      logs,
      clusterDir: postgres.dir,
      superuserUrl: postgres.superuserUrl,
      config: () => platform.settings.configVars(),
      dynos: () =>
        Promise.all(
          platform.formation.dynos.map(async (dyno) => ({ name: dyno.name, state: dyno.state, pid: await dyno.pid() })),
        ),
      setConfig: (changes) => platform.setConfig(changes),
      scale: (type, quantity, size) => platform.scale(type, quantity, size),
      addAddon: (plan, as) => platform.createAddon(plan, as),
      run: (command, env = {}) => platform.runOneOff(command, { env }),
      databaseUrl: (attachment) => databases.urlOf(identityOf(attachment)),
      superuserDatabaseUrl: (attachment) => databases.superuserUrlOf(identityOf(attachment)),
      postgresFailed: new Promise((resolve) => {
        void postgres.exited.then(() => {
          if (!isStopping) resolve();
        });
      }),
      stop: () => {
        stopped ??= stopParts();
        return stopped;
      },
      hurry: () => platform.kill(),
    };
  } catch (error) {
    await stopParts(); // again after an abort: what was starting then is there by now
    options.signal?.throwIfAborted();
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', onAbort);
  }
}

async function launchPostgres(
  store: StateStore,
  dir: string,
  settings: Record<string, string | number> = {},
): Promise<Postgres> {
  const { port } = store.state.postgres;
  const postgres = await startPostgres({
    dir,
    settings,
    ...(port === undefined ? {} : { preferredPort: port }),
  });
  store.state.postgres = { port: postgres.port, dir: postgres.dir };
  await store.save();
  return postgres;
}

/** Both, or an error after both have ended: nothing goes on behind the back of whoever cleans up. */
async function allOrNone<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return await Promise.all([first, second]);
}
