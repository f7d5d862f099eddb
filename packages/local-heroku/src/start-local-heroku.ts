import { rm } from 'node:fs/promises';
import path from 'node:path';
import { hasCluster, type Postgres, requireDiskSpace, startPostgres } from '@pgwatch-heroku/embedded-postgres';
import { AppError } from '@pgwatch-heroku/shared';
import { DatabaseService } from './addons/database-service.js';
import { type DynoState, type DynoTimes, herokuTimes } from './dynos/formation-dyno.js';
import type { OneOffResult } from './dynos/one-off.js';
import { LogHub } from './logs/log-hub.js';
import { loadManifests } from './manifest/load-manifests.js';
import { Platform } from './platform/platform.js';
import { processFailure } from './platform/process-failure.js';
import { type SetupOverrides, setUpApp } from './platform/set-up-app.js';
import { type OnProgress, runStep } from './progress.js';
import type { RouterTimes } from './router/exchange.js';
import { herokuRouterTimes, Router } from './router/router.js';
import { buildSlug } from './slug/build-slug.js';
import type { Addon, Release } from './state/app-state.js';
import { ControlSocket } from './state/control-socket.js';
import { defaultStateDir, prepareStateDir, resetCommand } from './state/state-dir.js';
import { StateStore } from './state/state-store.js';

export interface LocalHerokuOptions extends SetupOverrides {
  /** The project: app.json, heroku.yml, and everything built (`npm run build`). */
  repoDir: string;
  /** Where databases and state are kept. Default: `.local-heroku` in the project. */
  stateDir?: string;
  /** Port of the router; 0, the default, takes any. */
  port?: number;
  onProgress?: OnProgress;
  /** Ends a deploy that is under way: the promise is then rejected with the signal's reason. */
  signal?: AbortSignal;
  /** Given so that a caller sees lines from the first one on. */
  logs?: LogHub;
  /** Heroku's times, shortened by tests. */
  times?: Partial<DynoTimes & RouterTimes>;
  /** postgresql.conf settings on top: `fsync: 'off'` for tests. */
  postgresSettings?: Record<string, string | number>;
}

const megabyte = 1024 * 1024;
/** Slug, PostgreSQL's programs and an empty cluster take 150 MB; the rest is for WAL and the sample's tables. */
const firstStartMegabytes = 500;
const laterStartMegabytes = 100;

export interface DynoInfo {
  name: string;
  state: DynoState;
  /** Id of its main process (that of `pgwatch-heroku`, not of a shell around it); undefined while there is none. */
  pid: number | undefined;
}

export interface LocalHeroku {
  /** `http://127.0.0.1:5080` */
  readonly url: string;
  readonly logs: LogHub;
  /** Where the databases really are: as root it may be elsewhere than in the state folder. */
  readonly clusterDir: string;
  /** Superuser of the server that all add-ons share; the databases' names are in `databaseUrl`. */
  readonly superuserUrl: string;
  /** What a dyno sees, secrets included. */
  config(): Record<string, string>;
  /** Every dyno of the formation. To crash one: `process.kill(dyno.pid, 'SIGKILL')`. */
  dynos(): Promise<DynoInfo[]>;
  /** Sets config vars (null removes): a release, its release phase, and a restart of all dynos. */
  setConfig(changes: Record<string, string | null>): Promise<Release>;
  scale(type: string, quantity: number, size?: string): Promise<void>;
  /** Makes a database and attaches it as `<as>_URL`: a release like any other. */
  addAddon(plan: string, as: string): Promise<Addon>;
  /** Runs a command in a one-off dyno, as `heroku run` does; its output goes to the log. */
  run(command: string, env?: Record<string, string>): Promise<OneOffResult>;
  /** URL of an attached database as its owner: `databaseUrl('DATABASE')`. */
  databaseUrl(attachment: string): string;
  /** The same database as superuser, to look where an owner may not. */
  superuserDatabaseUrl(attachment: string): string;
  /** Resolves when PostgreSQL ends without having been stopped. */
  readonly postgresFailed: Promise<void>;
  /** Router, dynos type by type (SIGTERM, 30 s, SIGKILL), PostgreSQL. Later calls join the first. */
  stop(): Promise<void>;
  /** Ends all dynos at once; a `stop` under way then returns soon. */
  hurry(): void;
}

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
  const dynoTimes: DynoTimes = { ...herokuTimes, ...options.times };
  const manifests = await loadManifests(repoDir);
  const clusterDir = path.join(stateDir, 'postgres');
  await requireDiskSpace(stateDir, (hasCluster(clusterDir) ? laterStartMegabytes : firstStartMegabytes) * megabyte);
  await prepareStateDir(stateDir);
  const control = await ControlSocket.take(stateDir);
  const parts: { router?: Router; platform?: Platform; postgres?: Postgres } = {};
  let isStopping = false;
  let stopped: Promise<void> | undefined;
  const stopParts = async () => {
    isStopping = true;
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
  const step: typeof runStep = (report, name, work, detailOf) => {
    options.signal?.throwIfAborted();
    return runStep(report, name, work, detailOf);
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
      step(onProgress, 'slug', () => buildSlug(repoDir, path.join(stateDir, 'slugs'))),
      step(
        onProgress,
        'postgresql',
        async () => {
          parts.postgres = await launchPostgres(store, clusterDir, options.postgresSettings);
          return parts.postgres;
        },
        ({ port }) => ({ detail: `127.0.0.1:${port}` }),
      ),
    );
    const databases = new DatabaseService(postgres.superuserUrl);
    const platform = new Platform({ store, manifests, databases, logs, slugDir, dynosDir, times: dynoTimes });
    parts.platform = platform;

    const { postdeployDone } = store.state;
    await step(
      onProgress,
      'addons',
      async () => {
        if (postdeployDone) await platform.reconcileAddons();
        else await setUpApp(manifests.app, platform, store, options);
        platform.tryConfig(options.configOverrides ?? {});
      },
      () => ({ detail: platform.attachments.map(({ name }) => name).join(', ') }),
    );
    await step(
      onProgress,
      'release',
      () => platform.createRelease(`Deploy ${path.basename(slugDir)}`),
      ({ version }) => ({ detail: `v${version}` }),
    );
    if (!postdeployDone) {
      const script = manifests.app.scripts?.postdeploy;
      const command = typeof script === 'string' ? script : script?.command;
      if (command !== undefined) {
        await step(onProgress, 'postdeploy', async () => {
          const result = await platform.runOneOff(command);
          if (result.exitCode !== 0) throw platform.failureOf('postdeploy', result);
        });
      }
      store.state.postdeployDone = true;
      await store.save();
    }
    await step(
      onProgress,
      'dynos',
      async () => {
        await platform.startFormation();
        await webIsUp(platform, logs);
        await platform.keepTriedConfig();
      },
      () => ({ detail: platform.formation.dynos.map(({ name }) => name).join(', ') }),
    );

    const identityOf = (attachment: string) => {
      const addonId = platform.attachments.find(({ name }) => name === attachment)?.addonId;
      const addon = platform.addons.find(({ id }) => id === addonId);
      if (!addon) throw new AppError('configuration', `there is no attachment ${attachment}`);
      return addon;
    };
    return {
      url: router.url,
      logs,
      clusterDir: postgres.dir,
      superuserUrl: postgres.superuserUrl,
      config: () => platform.configVars(),
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

async function webIsUp(platform: Platform, logs: LogHub): Promise<void> {
  for (const dyno of platform.formation.ofType('web')) {
    const result = await dyno.settled();
    if (result === 'up') continue;
    throw processFailure({
      what:
        result === 'crashed' ? `The dyno ${dyno.name} crashed` : `The dyno ${dyno.name} does not come up (${result})`,
      exitCode: dyno.lastExitCode,
      lines: logs.recent(200, dyno.name),
      otherwise: 'unavailable',
    });
  }
}
