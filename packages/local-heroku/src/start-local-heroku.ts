import { rm } from 'node:fs/promises';
import path from 'node:path';
import { hasCluster, requireDiskSpace } from '@pgwatch-heroku/embedded-postgres';
import { AppError } from '@pgwatch-heroku/shared';
import { Account } from './account/account.js';
import { DatabaseServers } from './addons/database-servers.js';
import { StorageWatch } from './addons/storage-watch.js';
import { Api } from './api/api.js';
import { herokuTimes } from './dynos/formation-dyno.js';
import type { LocalHeroku, LocalHerokuOptions } from './local-heroku.js';
import { LogHub } from './logs/log-hub.js';
import { loadManifests } from './manifest/load-manifests.js';
import { deployApp } from './platform/deploy-app.js';
import { runStep, type Step } from './progress.js';
import { herokuRouterTimes } from './router/router.js';
import { buildSlug } from './slug/build-slug.js';
import { linkSlug } from './slug/link-slug.js';
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
  const parts: { api?: Api; account?: Account; databases?: DatabaseServers; storage?: StorageWatch } = {};
  let stopped: Promise<void> | undefined;
  const stopParts = async () => {
    parts.storage?.stop();
    await parts.api?.stop();
    await parts.account?.stop();
    await parts.databases?.stop();
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
    const slugsDir = path.join(stateDir, 'slugs');
    const dynosDir = path.join(stateDir, 'dynos');
    const { postgresSettings: settings = {}, postgresTemplate: template } = options;
    const databases = new DatabaseServers({ store, stateDir, settings, template });
    const account = new Account({
      store,
      databases,
      slugsDir,
      dynosDir,
      logs,
      times: { ...herokuTimes, ...herokuRouterTimes, ...options.times },
      idleFormation: options.idleFormation ?? false,
      apiUrl: () => parts.api?.url ?? '',
    });
    parts.account = account;
    const app = account.first;
    if (!app.state.postdeployDone) {
      app.state.space = options.space ?? null;
      app.state.team = options.team ?? options.spaces?.find(({ name }) => name === options.space)?.team ?? null;
    }
    // First of all: a busy port should not cost the wait for everything else.
    await account.listen(app, ...[options.port ?? 0].flat());
    const api = new Api({ account, databases, repoDir, stateDir, options });
    parts.api = api;
    await api.listen();
    control.url = app.router.url;
    control.apiUrl = api.url;
    await rm(dynosDir, { recursive: true, force: true }); // of a run that was killed
    parts.databases = databases;
    const kept = account.slugsOfOthers();
    const { slug } = options;
    const [slugDir] = await allOrNone(
      step('slug', () =>
        slug === undefined ? buildSlug(repoDir, slugsDir, { kept }) : linkSlug(slug, slugsDir, { kept }),
      ),
      step(
        'postgresql',
        () => databases.start(),
        () => ({ detail: `127.0.0.1:${databases.shared.port}` }),
      ),
    );
    await account.useSlug(app, { dir: path.basename(slugDir), sourceDir: repoDir, manifests });
    api.serve();
    const provisioningMs = options.provisioningMs ?? 0;
    const { apiKey } = account.state.account;
    // An app that was given the key once has it still, and the APIs may be on another port today.
    const hasKey = options.withApiKey || app.state.configVars['HEROKU_API_KEY'] === apiKey;
    const herokuVars = hasKey ? { HEROKU_API_KEY: apiKey, HEROKU_HOST: api.url } : {};
    const overrides = { ...options, configOverrides: { ...options.configOverrides, ...herokuVars } };
    await deployApp({ app, appJson: manifests.app, overrides, step, provisioningMs });
    await account.resumeOthers();
    api.resume();
    parts.storage = new StorageWatch({
      addons: () => account.state.addons.filter(({ state }) => state === 'provisioned'),
      attachments: () => account.state.attachments,
      sizeBytes: (addon) => databases.serviceOf(addon).sizeBytes(addon),
      logs,
    });
    parts.storage.start();

    const find = (attachment: string) => {
      const attached = app.settings.attachments.find(({ name }) => name === attachment);
      const addon = attached && account.findAddon(attached.addonId);
      if (!addon) throw new AppError('configuration', `there is no attachment ${attachment}`);
      return { attached, addon };
    };
    const { shared } = databases;
    return {
      url: app.router.url,
      apiUrl: api.url,
      apiKey: account.state.account.apiKey,
      faults: api.faults,
      account,
      logs,
      clusterDir: shared.dir,
      superuserUrl: shared.superuserUrl,
      config: () => app.settings.configVars(),
      dynos: () =>
        Promise.all(
          app.formation.dynos.map(async (dyno) => ({ name: dyno.name, state: dyno.state, pid: await dyno.pid() })),
        ),
      setConfig: async (changes) => await app.setConfig(changes).done,
      scale: async (type, quantity, size) => await app.scale(type, quantity, size),
      addAddon: async (plan, as) => {
        const addon = app.settings.noteAddon(plan, as);
        await app.settings.makeAddon(addon);
        await app.release(`Attach ${as} (@ref:${addon.name})`).done;
        return addon;
      },
      run: (command, env = {}) => app.runOneOff(command, { env }),
      databaseUrl: (attachment) => {
        const url = app.settings.urlOf(find(attachment).attached);
        if (url === undefined) throw new AppError('unavailable', `${attachment} is still being provisioned`);
        return url;
      },
      superuserDatabaseUrl: (attachment) => {
        const { addon } = find(attachment);
        return databases.serviceOf(addon).superuserUrlOf(addon);
      },
      postgresFailed: databases.failed,
      deleted: account.abandoned,
      stop: () => {
        stopped ??= stopParts();
        return stopped;
      },
      hurry: () => account.kill(),
    };
  } catch (error) {
    await stopParts(); // again after an abort: what was starting then is there by now
    options.signal?.throwIfAborted();
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', onAbort);
  }
}

/** Both, or an error after both have ended: nothing goes on behind the back of whoever cleans up. */
async function allOrNone<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return await Promise.all([first, second]);
}
