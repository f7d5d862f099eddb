import { AppError } from '@pgwatch-heroku/shared';
import type { DatabaseService } from '../addons/database-service.js';
import type { DynoProcess } from '../dynos/dyno-process.js';
import { Formation } from '../dynos/formation.js';
import type { DynoSpec, DynoTimes } from '../dynos/formation-dyno.js';
import { type OneOffResult, runOneOff } from '../dynos/one-off.js';
import type { LogHub } from '../logs/log-hub.js';
import { shellLine } from '../manifest/heroku-yml.js';
import type { Manifests } from '../manifest/load-manifests.js';
import type { Addon, Release } from '../state/app-state.js';
import type { StateStore } from '../state/state-store.js';
import { AppSettings } from './app-settings.js';
import { processFailure } from './process-failure.js';

export interface PlatformOptions {
  store: StateStore;
  manifests: Manifests;
  databases: DatabaseService;
  logs: LogHub;
  slugDir: string;
  dynosDir: string;
  times: DynoTimes;
}

/**
 * One app and what Heroku's Platform API can do with it. Whatever changes the app makes a release, runs the release
 * phase, and only when that went well restarts the dynos.
 */
export class Platform {
  readonly formation: Formation;
  /** Changed directly only for the time before there is a release; the caller saves. */
  readonly settings: AppSettings;
  readonly #options: PlatformOptions;
  readonly #oneOffs = new Set<DynoProcess>();
  #changing: Promise<unknown> = Promise.resolve();
  #isStopping = false;

  constructor(options: PlatformOptions) {
    this.#options = options;
    const { dynosDir, logs, times } = options;
    this.settings = new AppSettings(options);
    this.formation = new Formation({ spec: (type) => this.#spec(type), dynosDir, logs, times });
  }

  get releases(): readonly Release[] {
    return this.#state.releases;
  }

  /** Sets config vars, or removes those given as null: one release. */
  setConfig(changes: Record<string, string | null>): Promise<Release> {
    return this.#exclusively(async () => {
      this.settings.storeConfig(changes);
      const names = Object.keys(changes).sort();
      const verb = Object.values(changes).every((value) => value === null) ? 'Remove' : 'Set';
      return await this.#release(`${verb} ${names.join(', ')} config vars`);
    });
  }

  /** Makes a database by a plan and attaches it: one release. */
  createAddon(planName: string, as?: string): Promise<Addon> {
    return this.#exclusively(async () => {
      const addon = await this.settings.provisionAddon(planName, as);
      await this.#release(`Attach ${this.settings.attachments.at(-1)?.name} (@ref:${addon.name})`);
      return addon;
    });
  }

  /** Attaches an add-on once more under another name: one release. */
  attach(addonId: string, name: string): Promise<Release> {
    return this.#exclusively(async () => {
      const addon = this.settings.attach(addonId, name);
      return await this.#release(`Attach ${name} (@ref:${addon.name})`);
    });
  }

  /** Changes how many dynos of a type run; no release, as on Heroku. */
  scale(type: string, quantity: number, size?: string): Promise<void> {
    return this.#exclusively(async () => {
      this.settings.storeFormation(type, quantity, size);
      await this.#options.store.save();
      const { size: stored } = this.#state.formation[type] ?? { size: 'basic' };
      this.#options.logs.write('app', 'api', `Scaled to ${type}@${quantity}:${stored}`);
      await this.formation.scale(type, quantity);
    });
  }

  /** Starts what the formation says. */
  async startFormation(): Promise<void> {
    for (const [type, { quantity }] of Object.entries(this.#state.formation)) {
      if (this.#isStopping) return;
      if (!this.#options.manifests.heroku.run?.[type]) continue; // its process type left heroku.yml
      await this.formation.scale(type, quantity);
    }
  }

  /** A new release of what there is. @throws AppError when its release phase fails; dynos then stay as they are. */
  createRelease(description: string): Promise<Release> {
    return this.#exclusively(() => this.#release(description));
  }

  /** Runs a command to its end. A first word that names a process type stands for that type's command. */
  async runOneOff(
    command: string,
    options: { type?: 'run' | 'release'; env?: Record<string, string> } = {},
  ): Promise<OneOffResult> {
    if (this.#isStopping) throw new AppError('unavailable', 'Local Heroku is stopping');
    const { logs, slugDir, dynosDir, times } = this.#options;
    const [first = '', ...rest] = command.split(' ');
    const named = this.#options.manifests.heroku.run?.[first];
    let started: DynoProcess | undefined;
    const result = await runOneOff(
      options.type ?? 'run',
      {
        command: named === undefined ? command : [shellLine(named), ...rest].join(' '),
        configVars: this.settings.configVars(),
        slugDir,
        dynosDir,
        stopGraceMs: times.stopGraceMs,
        logs,
        extraEnv: options.env,
      },
      (process) => {
        started = process;
        this.#oneOffs.add(process);
      },
    );
    if (started) this.#oneOffs.delete(started);
    return result;
  }

  /** One-off dynos first, then the formation, process type by process type. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all([...this.#oneOffs].map((process) => process.stop()));
    await this.formation.stop();
  }

  /** SIGKILL to everything; `stop` then returns soon. */
  kill(): void {
    for (const process of this.#oneOffs) process.kill();
    this.formation.kill();
  }

  get #state() {
    return this.#options.store.state;
  }

  #spec(type: string): DynoSpec {
    const entry = this.#options.manifests.heroku.run?.[type];
    if (entry === undefined) throw new AppError('configuration', `there is no process type "${type}" in heroku.yml`);
    return { command: shellLine(entry), configVars: this.settings.configVars(), slugDir: this.#options.slugDir };
  }

  async #release(description: string): Promise<Release> {
    const { store, logs, manifests } = this.#options;
    const version = (this.#state.releases.at(-1)?.version ?? 0) + 1;
    const release: Release = { version, description, status: 'pending', createdAt: new Date().toISOString() };
    this.#state.releases.push(release);
    this.#state.releases.splice(0, this.#state.releases.length - 100);
    await store.save();
    logs.write('app', 'api', `Release v${version} created: ${description}`);
    if (manifests.heroku.release) {
      logs.write('app', 'api', `Running release v${version} commands`);
      const result = await this.runOneOff(shellLine(manifests.heroku.release.command), { type: 'release' });
      if (result.exitCode !== 0) {
        release.status = 'failed';
        await store.save();
        throw this.failureOf(`The release phase of v${version}`, result);
      }
    }
    release.status = 'succeeded';
    await store.save();
    if (!this.#isStopping) await this.formation.restart();
    return release;
  }

  /** An error that says how a one-off dyno ended and what it said. */
  failureOf(what: string, { name, exitCode }: OneOffResult): AppError {
    const lines = this.#options.logs.recent(200, name);
    return processFailure({ what: `${what} failed`, exitCode, lines, otherwise: 'bug' });
  }

  /** Changes come one after the other: each sees the release of the one before. */
  #exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#changing.then(work);
    this.#changing = result.catch(() => undefined);
    return result;
  }
}
