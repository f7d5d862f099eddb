import { rm } from 'node:fs/promises';
import path from 'node:path';
import { type Postgres, startPostgres } from '@pgwatch-heroku/embedded-postgres';
import { AppError } from '@pgwatch-heroku/shared';
import type { Addon } from '../state/account-state.js';
import type { StateStore } from '../state/state-store.js';
import { DatabaseService } from './database-service.js';
import { findPlan, type Plan } from './plans.js';

export interface DatabaseServersOptions {
  store: StateStore;
  stateDir: string;
  /** postgresql.conf settings on top. */
  settings: Record<string, string | number>;
  /** What new servers are copied from, in the place of initdb. */
  template: string | undefined;
}

/** Connections that a plan's limit does not count: superusers, and whatever of PostgreSQL's own takes a slot. */
const spareConnections = 20;

/**
 * The PostgreSQL servers of this machine, as Heroku has them: Essential databases share one, and each production
 * database has one of its own, because a credential is a role, roles belong to servers, and the credential pgwatch2 of
 * one database must not be that of another.
 */
export class DatabaseServers {
  readonly #options: DatabaseServersOptions;
  readonly #running = new Map<string, Promise<Postgres>>();
  #shared: Postgres | undefined;
  #isStopping = false;
  #onFailed: (server: Postgres) => void = () => undefined;
  /** Resolves with a server that ended without having been stopped. */
  readonly failed = new Promise<Postgres>((resolve) => {
    this.#onFailed = resolve;
  });
  readonly #services = new Map<string | null, DatabaseService>();

  constructor(options: DatabaseServersOptions) {
    this.#options = options;
  }

  /** The server of the Essential plans. */
  get shared(): Postgres {
    if (!this.#shared) throw new AppError('bug', 'the databases are not started yet');
    return this.#shared;
  }

  /** Starts the shared server and those that production databases have. */
  async start(): Promise<void> {
    const { store, stateDir } = this.#options;
    const { addons, postgres } = store.state;
    const dedicated = addons.flatMap(({ server, plan }) => (server === null ? [] : [{ server, plan }]));
    const [shared] = await Promise.all([
      this.#launch('shared', path.join(stateDir, 'postgres'), postgres.port).then((started) => {
        this.#shared = started;
        return started;
      }),
      ...dedicated.map(({ server, plan }) => this.#startDedicated(server, findPlan(plan))),
    ]);
    store.state.postgres = { port: shared.port, dir: shared.dir };
    this.#services.set(null, new DatabaseService(shared.superuserUrl));
    await store.save();
  }

  /** @throws AppError `unavailable` for an add-on whose server is not made yet. */
  serviceOf({ server }: Pick<Addon, 'server'>): DatabaseService {
    const service = this.#services.get(server);
    if (!service) throw new AppError('unavailable', 'the database is still being provisioned');
    return service;
  }

  /** Makes the database of an add-on, and its server; what exists already is brought into the plan's shape. */
  async provision(addon: Addon): Promise<void> {
    const plan = findPlan(addon.plan);
    if (addon.server !== null) await this.#startDedicated(addon.server, plan);
    await this.serviceOf(addon).provision(addon, plan);
  }

  /** Deletes an add-on's database, with its server when that is its own. */
  async destroy(addon: Addon): Promise<void> {
    const { store, stateDir } = this.#options;
    if (addon.server === null) return await this.serviceOf(addon).drop(addon);
    const server = await this.#running.get(addon.server);
    this.#running.delete(addon.server);
    this.#services.delete(addon.server);
    await server?.stop();
    delete store.state.servers[addon.server];
    await rm(server?.dir ?? path.join(stateDir, 'servers', addon.server), { recursive: true, force: true });
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    const servers = await Promise.allSettled(this.#running.values());
    await Promise.all(servers.map((server) => (server.status === 'fulfilled' ? server.value.stop() : undefined)));
  }

  async #startDedicated(id: string, plan: Plan): Promise<void> {
    const { store, stateDir } = this.#options;
    const dir = path.join(stateDir, 'servers', id);
    const settings = { max_connections: plan.connectionLimit + spareConnections };
    const server = await this.#launch(id, dir, store.state.servers[id]?.port, settings);
    store.state.servers[id] = { port: server.port, dir: server.dir };
    if (this.#services.get(id)?.superuserUrl !== server.superuserUrl) {
      this.#services.set(id, new DatabaseService(server.superuserUrl));
    }
    await store.save();
  }

  #launch(id: string, dir: string, port?: number, settings: Record<string, number> = {}): Promise<Postgres> {
    const running = this.#running.get(id);
    if (running) return running;
    const starting = startPostgres({
      dir,
      settings: { ...settings, ...this.#options.settings },
      template: this.#options.template,
      ...(port === undefined ? {} : { preferredPort: port }),
    });
    this.#running.set(id, starting);
    starting.then(
      (server) =>
        void server.exited.then(() => {
          if (!this.#isStopping && this.#running.has(id)) this.#onFailed(server);
        }),
      () => this.#running.delete(id), // whoever asked for it sees the error
    );
    return starting;
  }
}
