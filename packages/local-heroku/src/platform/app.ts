import path from 'node:path';
import { type AppError, messageOf, sleep } from '@pgwatch-heroku/shared';
import type { DatabaseServers } from '../addons/database-servers.js';
import { untilItAnswers } from '../addons/until-it-answers.js';
import { Formation } from '../dynos/formation.js';
import type { DynoTimes } from '../dynos/formation-dyno.js';
import type { OneOffResult } from '../dynos/one-off.js';
import type { LogHub } from '../logs/log-hub.js';
import type { RouterTimes } from '../router/exchange.js';
import { Router } from '../router/router.js';
import type { Addon, AppState, Release, Slug } from '../state/account-state.js';
import type { StateStore } from '../state/state-store.js';
import { AppSettings } from './app-settings.js';
import { CurrentRelease } from './current-release.js';
import { inTurn } from './in-turn.js';
import { type OneOff, OneOffDynos } from './one-off-dynos.js';
import { Releases, type Rollout } from './releases.js';

export interface AppOptions {
  store: StateStore;
  state: AppState;
  databases: DatabaseServers;
  logs: LogHub;
  slugsDir: string;
  dynosDir: string;
  times: DynoTimes & RouterTimes;
  idleFormation: boolean;
  /** Where the APIs are, which on Heroku everybody knows: HEROKU_HOST in every dyno. */
  apiUrl: () => string;
}

/**
 * One app and what Heroku's Platform API can do with it. Whatever changes the app makes a release, runs the release
 * phase, and only when that went well restarts the dynos.
 */
export class App {
  readonly state: AppState;
  readonly logs: LogHub;
  readonly formation: Formation;
  readonly router: Router;
  /** Changed directly only for the time before there is a release; the caller saves. */
  readonly settings: AppSettings;
  readonly #options: AppOptions;
  readonly #current: CurrentRelease;
  readonly #oneOffs: OneOffDynos;
  readonly #releases: Releases;
  readonly #exclusively = inTurn();
  /** Size of the dynos that run, by process type. */
  readonly #sizes = new Map<string, string>();
  #isStopping = false;

  constructor(options: AppOptions) {
    this.#options = options;
    const { state, dynosDir, logs, times } = options;
    this.state = state;
    this.logs = logs;
    this.settings = new AppSettings({ ...options, processTypes: () => this.processTypes });
    this.#current = new CurrentRelease({ ...options, settings: this.settings, appUrl: () => this.router.url });
    const ownDynosDir = path.join(dynosDir, state.id);
    const spec = (type: string) => this.#current.specOf(type);
    this.formation = new Formation({ spec, dynosDir: ownDynosDir, logs, times, isIdle: options.idleFormation });
    const { stopGraceMs } = times;
    this.#oneOffs = new OneOffDynos({ current: this.#current, dynosDir: ownDynosDir, stopGraceMs, logs });
    this.#releases = new Releases({
      ...options,
      current: this.#current,
      oneOffs: this.#oneOffs,
      exclusively: this.#exclusively,
      restart: async () => {
        if (!this.#isStopping) await this.formation.restart();
      },
    });
    this.router = new Router({ webDynos: () => this.formation.ofType('web'), logs, times });
  }

  get releases(): readonly Release[] {
    return this.#releases.all;
  }

  get oneOffs(): ReadonlyMap<string, OneOff> {
    return this.#oneOffs.running;
  }

  /** What was built last; undefined before the first build. */
  get slug(): Slug | undefined {
    return this.#current.builtSlug;
  }

  get processTypes(): readonly string[] {
    return Object.keys(this.#current.commands);
  }

  /** Whether it has dynos to run. */
  get isWanted(): boolean {
    return this.slug !== undefined && Object.values(this.state.formation).some(({ quantity }) => quantity > 0);
  }

  /** The shell line of a process type, or of the release phase under `release`. */
  commandOf(type: string): string | undefined {
    return this.#current.commandOf(type);
  }

  /** The version that every add-on gets, whatever it asks for: `17`. */
  readPostgresMajor(): Promise<string> {
    return this.#options.databases.serviceOf({ server: null }).majorVersion();
  }

  save(): Promise<void> {
    return this.#options.store.save();
  }

  /** Sets config vars, or removes those given as null: one release. */
  setConfig(changes: Record<string, string | null>): Rollout {
    this.settings.storeConfig(changes);
    const names = Object.keys(changes).sort();
    const verb = Object.values(changes).every((value) => value === null) ? 'Remove' : 'Set';
    return this.release(`${verb} ${names.join(', ')} config vars`);
  }

  /** Waits, makes the database of an add-on that is noted, and releases its config var. */
  async provisionLater(addon: Addon, delayMs: number): Promise<void> {
    try {
      if (delayMs > 0) await sleep(delayMs);
      if (this.#isStopping) return;
      await untilItAnswers(
        () => this.settings.makeAddon(addon),
        () => this.#isStopping,
      );
      // Before anybody can ask: an add-on that is there without a release under way looks as if its config var was out.
      const attached = this.settings.attachments.find(({ addonId }) => addonId === addon.id);
      await this.release(`Attach ${attached?.name} (@ref:${addon.name})`).done;
    } catch (error) {
      this.logs.write('app', 'api', `Provisioning ${addon.name}: ${messageOf(error)}`);
    }
  }

  /** Changes how many dynos of a type run, and of what size, for which they restart; no release, as on Heroku. */
  scale(type: string, quantity: number, size?: string): Promise<void> {
    this.settings.storeFormation(type, quantity, size);
    return this.#exclusively(async () => {
      await this.save();
      const { size: stored } = this.state.formation[type] ?? { size: 'basic' };
      this.logs.write('app', 'api', `Scaled to ${type}@${quantity}:${stored}`);
      if ((this.#sizes.get(type) ?? stored) !== stored) {
        // Those that go are not started anew for it.
        await this.formation.scale(type, Math.min(quantity, this.formation.ofType(type).length));
        await this.formation.restart(type);
      }
      this.#sizes.set(type, stored);
      await this.formation.scale(type, quantity);
    });
  }

  /** Starts what the formation says. */
  async startFormation(): Promise<void> {
    for (const [type, { quantity, size }] of Object.entries(this.state.formation)) {
      if (this.#isStopping) return;
      if (!this.processTypes.includes(type)) continue; // it left heroku.yml
      this.#sizes.set(type, size);
      await this.formation.scale(type, quantity);
    }
  }

  /** Goes on after a restart of the machine with what was released last. */
  async resume(): Promise<void> {
    this.#current.become(this.releases.findLast(({ status }) => status === 'succeeded'));
    if (this.#current.isThere) await this.startFormation();
  }

  /**
   * Makes a release of what there is. Its record is there at once; phase and restart come in turn.
   *
   * @param causedBy `provider`: of a change of an add-on's value, for which no release phase runs.
   */
  release(description: string, causedBy: 'user' | 'provider' = 'user'): Rollout {
    return this.#releases.make(description, causedBy);
  }

  /** Runs an earlier release's slug with its config vars again. @throws AppError when that slug is gone. */
  rollBack(release: Release): Rollout {
    return this.#releases.rollBack(release);
  }

  /** Runs a command to its end. A first word that names a process type stands for that type's command. */
  async runOneOff(
    command: string,
    options: { type?: 'run' | 'release'; env?: Record<string, string> } = {},
  ): Promise<OneOffResult> {
    return await this.startOneOff(command, options).ended;
  }

  /** Starts a command in a dyno of its own, which ends after `timeToLiveMs`. */
  startOneOff(
    command: string,
    options: { type?: string; env?: Record<string, string>; timeToLiveMs?: number } = {},
  ): OneOff {
    return this.#oneOffs.start(command, options);
  }

  /** What the release phase of a release said, once it is over. */
  phaseOutput(releaseId: string): Promise<string> {
    return this.#releases.phaseOutput(releaseId);
  }

  /** Stops a one-off dyno that still runs. */
  async stopOneOff(id: string): Promise<void> {
    await this.#oneOffs.stop(id);
  }

  /** Router and one-off dynos first, then the formation, process type by process type. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all([this.router.close(), this.#oneOffs.end()]);
    await this.formation.stop();
  }

  /** SIGKILL to everything; `stop` then returns soon. */
  kill(): void {
    this.#oneOffs.kill();
    this.formation.kill();
  }

  /** An error that says how a one-off dyno ended and what it said. */
  failureOf(what: string, result: OneOffResult): AppError {
    return this.#releases.failureOf(what, result);
  }
}
