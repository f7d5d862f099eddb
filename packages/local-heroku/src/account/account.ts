import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@pgwatch-heroku/shared';
import type { DatabaseServers } from '../addons/database-servers.js';
import { LogHub } from '../logs/log-hub.js';
import type { Manifests } from '../manifest/load-manifests.js';
import { App, type AppOptions } from '../platform/app.js';
import { readImageCommands } from '../slug/read-image-commands.js';
import { type Addon, type AppState, type Attachment, newAppState, type Slug } from '../state/account-state.js';
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

  /** Has an app's router listen; remembers the port. @throws AppError `unavailable` when a given port is taken. */
  async listen(app: App, port?: number): Promise<void> {
    // An app's URL should outlive a restart, but not at the price of a start that fails.
    if (port === undefined && app.state.port !== undefined) {
      await app.router.listen(app.state.port).catch(() => app.router.listen(0));
    } else {
      await app.router.listen(port ?? 0);
    }
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

  /** Stops an app and deletes it with the add-ons that it owns, which other apps lose. */
  async destroyApp(app: App): Promise<void> {
    if (app === this.first) throw new AppError('configuration', 'the first app goes with --reset only');
    app.kill();
    await app.stop();
    for (const addon of app.settings.addons) await this.destroyAddon(addon);
    const { state } = this;
    state.otherAddons = state.otherAddons.filter(({ appId }) => appId !== app.state.id);
    state.attachments = state.attachments.filter(({ appId }) => appId !== app.state.id);
    state.apps = state.apps.filter(({ id }) => id !== app.state.id);
    this.#apps.delete(app.state.id);
    await rm(path.join(this.#options.dynosDir, app.state.id), { recursive: true, force: true });
    await this.save();
  }

  /** Deletes a database and detaches it everywhere, each a release. */
  async destroyAddon(addon: Addon): Promise<void> {
    const { state } = this;
    const attached = state.attachments.filter(({ addonId }) => addonId === addon.id);
    state.attachments = state.attachments.filter(({ addonId }) => addonId !== addon.id);
    state.addons = state.addons.filter(({ id }) => id !== addon.id);
    await this.save();
    for (const { appId, name } of attached) this.findApp(appId)?.release(`Detach ${name} (@ref:${addon.name})`);
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
    await Promise.all(this.apps.map((app) => app.stop()));
  }

  kill(): void {
    for (const app of this.apps) app.kill();
  }

  #open(state: AppState, logs: LogHub): App {
    const app = new App({ ...this.#options, state, logs });
    this.#apps.set(state.id, app);
    return app;
  }
}
