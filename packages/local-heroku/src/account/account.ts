import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError, messageOf } from '@pgwatch-heroku/shared';
import type { DatabaseServers } from '../addons/database-servers.js';
import { untilItAnswers } from '../addons/until-it-answers.js';
import { LogHub } from '../logs/log-hub.js';
import type { Manifests } from '../manifest/load-manifests.js';
import { App, type AppOptions } from '../platform/app.js';
import { readImageCommands } from '../slug/read-image-commands.js';
import {
  type Addon,
  type AppState,
  type Attachment,
  newAppState,
  newFirstApp,
  type Slug,
} from '../state/account-state.js';
import type { StateStore } from '../state/state-store.js';

export interface AccountOptions {
  store: StateStore;
  databases: DatabaseServers;
  slugsDir: string;
  dynosDir: string;
  times: AppOptions['times'];
  idleFormation: AppOptions['idleFormation'];
  apiUrl: AppOptions['apiUrl'];
  /** Of the first app. */
  logs: LogHub;
}

/** A user's apps, and the add-ons and attachments between them. */
export class Account {
  readonly #options: AccountOptions;
  readonly #apps = new Map<string, App>();
  /** In this run. */
  readonly #made = new WeakSet<App>();
  /** Deleted apps whose dynos or databases are still there. */
  readonly #ending = new Map<App, Promise<void>>();
  #isStopping = false;
  #onAbandoned: () => void = () => undefined;
  /** Resolves when the first app was deleted, by whomever, and no other one has dynos to run. */
  readonly abandoned = new Promise<void>((resolve) => {
    this.#onAbandoned = resolve;
  });
  /** What stayed of deleted apps, and why. */
  readonly leftBehind: string[] = [];
  /** Also when it was deleted: its logs are this machine's. */
  readonly first: App;

  constructor(options: AccountOptions) {
    this.#options = options;
    const [first, ...others] = options.store.state.apps;
    if (!first) throw new AppError('bug', 'there is no first app');
    this.first = this.#open(first, options.logs);
    for (const state of others) this.#open(state, new LogHub());
  }

  get state() {
    return this.#options.store.state;
  }

  get apps(): readonly App[] {
    return [...this.#apps.values()];
  }

  /** By name or id. */
  findApp(nameOrId: string): App | undefined {
    return this.#apps.get(nameOrId) ?? this.apps.find(({ state }) => state.name === nameOrId);
  }

  /** By name or id. */
  findAddon(nameOrId: string): Addon | undefined {
    return this.state.addons.find(({ id, name }) => id === nameOrId || name === nameOrId);
  }

  /** An app with a router and nothing to run, as `heroku create` makes it. */
  async createApp(given: { name: string } & Partial<AppState>): Promise<App> {
    const state = newAppState(given);
    this.state.apps.push(state);
    const app = this.#open(state, new LogHub());
    this.#made.add(app);
    await this.listen(app);
    return app;
  }

  /** Has an app's router listen; remembers the port. @throws AppError `unavailable` when all given ports are taken. */
  async listen(app: App, ...ports: readonly number[]): Promise<void> {
    // An app's URL should outlive a restart, but not at the price of a start that fails.
    if (ports.length > 0) await app.router.listen(...ports);
    else await app.router.listen(app.state.port ?? 0, 0);
    app.state.port = Number(new URL(app.router.url).port);
    await this.save();
  }

  /** Starts what ran in the apps besides the first one when this machine stopped; those made since run already. */
  async resumeOthers(): Promise<void> {
    for (const app of this.apps) {
      if (app === this.first || this.#made.has(app)) continue;
      await this.listen(app);
      await app.settings.reconcileAddons();
      await app.resume();
    }
  }

  /** Makes a folder under `slugs/` what an app runs from its next release on. Slugs that nobody needs are forgotten. */
  async useSlug(app: App, given: { dir: string; sourceDir: string; manifests: Manifests; version?: string | null }) {
    const { dir, sourceDir, manifests, version = null } = given;
    const slug: Slug = {
      id: randomUUID(),
      dir,
      version,
      createdAt: new Date().toISOString(),
      manifests,
      imageCommands: await readImageCommands(sourceDir, manifests.heroku.build.docker),
    };
    this.state.slugs.push(slug);
    app.state.slugId = slug.id;
    await this.save();
  }

  /** Folders of slugs that an app other than the first runs: that one is built anew at every start. */
  slugsOfOthers(): ReadonlySet<string> {
    const { apps, slugs } = this.state;
    const used = new Set(apps.slice(1).map(({ slugId }) => slugId));
    this.state.slugs = slugs.filter(({ id }) => used.has(id));
    return new Set(this.state.slugs.map(({ dir }) => dir));
  }

  /**
   * Deletes an app with the add-ons that it owns, which other apps lose. It is gone at once for whoever asks; its dynos
   * then have their time to stop, since one of them may have asked for it, and its databases go after them.
   */
  async destroyApp(app: App): Promise<{ ended: Promise<void> }> {
    const { state } = this;
    const { id, name, postdeployDone } = app.state;
    if (app === this.first && !postdeployDone) {
      throw new AppError('configuration', `App ${name} is still being set up: delete it when that is over.`);
    }
    const { addons } = app.settings;
    state.otherAddons = state.otherAddons.filter(({ appId }) => appId !== id);
    state.attachments = state.attachments.filter(({ appId }) => appId !== id);
    state.apps = state.apps.filter((each) => each.id !== id);
    this.#apps.delete(id);
    // The next start deploys a new one in its place.
    if (app === this.first) state.apps.unshift(newFirstApp(this.findApp.bind(this)));
    for (const addon of addons) await this.#forgetAddon(addon);
    await this.save();
    const ended = this.#end(app, addons);
    this.#ending.set(
      app,
      ended.catch(() => undefined), // whoever waits for it has to know; it is told otherwise
    );
    return { ended };
  }

  /** Deletes a database and detaches it everywhere, each a release. */
  async destroyAddon(addon: Addon): Promise<void> {
    await this.#forgetAddon(addon);
    await this.#options.databases.destroy(addon);
  }

  /** Takes an attachment off its app. The caller releases and saves. */
  forgetAttachment({ id }: Pick<Attachment, 'id'>): void {
    this.state.attachments = this.state.attachments.filter((each) => each.id !== id);
  }

  /** The value of attachments changed by itself: their apps restart, without a release phase. */
  async announceValue(addon: Addon, namespace: string | null): Promise<void> {
    await this.save();
    const attached = this.state.attachments.filter((each) => each.addonId === addon.id && each.namespace === namespace);
    for (const appId of new Set(attached.map((each) => each.appId))) {
      const names = attached.filter((each) => each.appId === appId).map(({ name }) => name);
      this.findApp(appId)?.release(`Update ${names.join(', ')} by heroku-postgresql`, 'provider');
    }
  }

  save(): Promise<void> {
    return this.#options.store.save();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all([...this.apps.map((app) => app.stop()), ...this.#ending.values()]);
  }

  kill(): void {
    for (const app of [...this.apps, ...this.#ending.keys()]) app.kill();
  }

  async #forgetAddon(addon: Addon): Promise<void> {
    const { state } = this;
    const attached = state.attachments.filter(({ addonId }) => addonId === addon.id);
    state.attachments = state.attachments.filter(({ addonId }) => addonId !== addon.id);
    state.addons = state.addons.filter(({ id }) => id !== addon.id);
    await this.save();
    for (const { appId, name } of attached) this.findApp(appId)?.release(`Detach ${name} (@ref:${addon.name})`);
  }

  async #end(app: App, addons: readonly Addon[]): Promise<void> {
    try {
      await this.#takeDown(app, addons);
    } catch (error) {
      this.leftBehind.push(messageOf(error));
      app.logs.write('app', 'api', `Deleting ${app.state.name}: ${messageOf(error)}`);
      throw error;
    } finally {
      // Also of one that was not taken down in full: whoever waits for the end must not wait for ever.
      this.#ending.delete(app);
      this.#tellAbandoned();
    }
  }

  async #takeDown(app: App, addons: readonly Addon[]): Promise<void> {
    await app.stop();
    await rm(path.join(this.#options.dynosDir, app.state.id), { recursive: true, force: true });
    const failures: string[] = [];
    for (const addon of addons) {
      await untilItAnswers(
        () => this.#options.databases.destroy(addon),
        () => this.#isStopping,
      ).catch((error: unknown) => failures.push(`${addon.name} stays: ${messageOf(error)}`));
    }
    await this.save();
    if (failures.length > 0) throw new AppError('unavailable', failures.join('; '));
    const names = addons.map(({ name }) => name).join(', ');
    app.logs.write('app', 'api', `Deleted ${app.state.name}${names && ` with ${names}`}`);
  }

  #tellAbandoned(): void {
    if (this.#apps.has(this.first.state.id) || this.#ending.size > 0) return;
    const running = this.apps.filter(({ isWanted }) => isWanted);
    if (running.length === 0) {
      this.#onAbandoned();
      return;
    }
    const where = running.map(({ state, router }) => `${state.name} at ${router.url}`).join(', ');
    this.first.logs.write('app', 'api', `Still running: ${where}`);
  }

  #open(state: AppState, logs: LogHub): App {
    const app = new App({ ...this.#options, state, logs });
    this.#apps.set(state.id, app);
    return app;
  }
}
