import { randomInt, randomUUID } from 'node:crypto';
import path from 'node:path';
import { AppError, messageOf, sleep } from '@pgwatch-heroku/shared';
import type { DatabaseServers } from '../addons/database-servers.js';
import { dynoMemoryMb } from '../dynos/dyno-memory.js';
import type { DynoProcess } from '../dynos/dyno-process.js';
import { Formation } from '../dynos/formation.js';
import type { DynoSpec, DynoTimes } from '../dynos/formation-dyno.js';
import { type OneOffResult, runOneOff } from '../dynos/one-off.js';
import type { LogHub } from '../logs/log-hub.js';
import { shellLine } from '../manifest/heroku-yml.js';
import type { RouterTimes } from '../router/exchange.js';
import { Router } from '../router/router.js';
import type { Addon, AppState, Release, Slug } from '../state/account-state.js';
import type { StateStore } from '../state/state-store.js';
import { AppSettings } from './app-settings.js';
import { dynoMetadata } from './dyno-metadata.js';
import { processCommands } from './process-commands.js';
import { processFailure } from './process-failure.js';

export interface AppOptions {
  store: StateStore;
  state: AppState;
  databases: DatabaseServers;
  logs: LogHub;
  slugsDir: string;
  dynosDir: string;
  times: DynoTimes & RouterTimes;
  /** Where the APIs are, which on Heroku everybody knows: HEROKU_HOST in every dyno. */
  apiUrl: () => string;
}

/** A release under way. */
export interface Rollout {
  release: Release;
  /** Rejects with what the release phase said when that failed; the dynos then stay as they are. */
  done: Promise<Release>;
}

/** What a one-off dyno was started for. */
export interface OneOff {
  id: string;
  name: string;
  command: string;
  type: string;
  createdAt: string;
  state: () => 'starting' | 'up';
  ended: Promise<OneOffResult>;
}

/** As many as Heroku's dashboard shows; nobody rolls back further here. */
const keptReleases = 100;

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
  readonly oneOffs = new Map<string, OneOff>();
  readonly #options: AppOptions;
  /** Name of the dyno of a release's phase, by the release's id. */
  readonly #phaseDynos = new Map<string, string>();
  readonly #oneOffProcesses = new Map<string, DynoProcess>();
  /** Size of the dynos that run, by process type. */
  readonly #sizes = new Map<string, string>();
  /** What the last successful release consists of: the environment of every dyno that starts. */
  #current: { configVars: Record<string, string>; slug: Slug; release: Release | undefined } | undefined;
  #changing: Promise<unknown> = Promise.resolve();
  #isStopping = false;

  constructor(options: AppOptions) {
    this.#options = options;
    const { state, dynosDir, logs, times } = options;
    this.state = state;
    this.logs = logs;
    this.settings = new AppSettings({ ...options, processTypes: () => this.processTypes });
    this.formation = new Formation({
      spec: (type) => this.#spec(type),
      dynosDir: path.join(dynosDir, state.id),
      logs,
      times,
    });
    this.router = new Router({ webDynos: () => this.formation.ofType('web'), logs, times });
  }

  get releases(): readonly Release[] {
    return this.state.releases;
  }

  /** What was built last; undefined before the first build. */
  get slug(): Slug | undefined {
    return this.#options.store.state.slugs.find(({ id }) => id === this.state.slugId);
  }

  get processTypes(): readonly string[] {
    return Object.keys(this.#commands());
  }

  /** The shell line of a process type, or of the release phase under `release`. */
  commandOf(type: string): string | undefined {
    const phase = this.slug?.manifests.heroku.release;
    return this.#commands()[type] ?? (type === 'release' && phase ? shellLine(phase.command) : undefined);
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
      await this.settings.makeAddon(addon);
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
      if ((this.#sizes.get(type) ?? stored) !== stored) await this.formation.restart(type);
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
    this.#becomeCurrent(this.releases.findLast(({ status }) => status === 'succeeded'));
    if (this.#current) await this.startFormation();
  }

  /**
   * Makes a release of what there is. Its record is there at once; phase and restart come in turn.
   *
   * @param causedBy `provider`: of a change of an add-on's value, for which no release phase runs.
   */
  release(description: string, causedBy: 'user' | 'provider' = 'user'): Rollout {
    const { state, logs } = this;
    const release: Release = {
      id: randomUUID(),
      version: (state.releases.at(-1)?.version ?? 0) + 1,
      description,
      status: 'pending',
      createdAt: new Date().toISOString(),
      slugId: state.slugId,
      configVars: { ...state.configVars },
    };
    state.releases.push(release);
    state.releases.splice(0, state.releases.length - keptReleases);
    logs.write('app', 'api', `Release v${release.version} created: ${description}`);
    const done = this.#exclusively(() => this.#rollOut(release, causedBy));
    done.catch(() => undefined); // who does not await it reads the release's status
    return { release, done };
  }

  /** Runs an earlier release's slug with its config vars again. @throws AppError when that slug is gone. */
  rollBack(release: Release): Rollout {
    const { slugs } = this.#options.store.state;
    if (release.slugId !== null && !slugs.some(({ id }) => id === release.slugId)) {
      throw new AppError('configuration', `The slug of v${release.version} is not kept any more`);
    }
    this.state.slugId = release.slugId;
    this.state.configVars = { ...release.configVars };
    return this.release(`Rollback to v${release.version}`);
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
    if (this.#isStopping) throw new AppError('unavailable', 'Local Heroku is stopping');
    const { type = 'run', env, timeToLiveMs } = options;
    const { slugsDir, times } = this.#options;
    // A release phase tries what is not current yet.
    const slug = type === 'release' ? this.slug : (this.#current?.slug ?? this.slug);
    if (!slug) throw new AppError('configuration', `the app ${this.state.name} has nothing to run: deploy it first`);
    const configVars = type === 'release' ? this.settings.configVars() : this.#current?.configVars;
    const [first = '', ...rest] = command.split(' ');
    const named = processCommands(slug, this.state.space)[first];
    const id = randomUUID();
    const name = `${type}.${randomInt(1_000, 10_000)}`;
    let killed: NodeJS.Timeout | undefined;
    const ended = runOneOff(
      {
        name,
        command: named === undefined ? command : [named, ...rest].join(' '),
        configVars: { ...this.#metadata(id), ...(configVars ?? this.settings.configVars()) },
        slugDir: path.join(slugsDir, slug.dir),
        dynosDir: path.join(this.#options.dynosDir, this.state.id),
        stopGraceMs: times.stopGraceMs,
        logs: this.logs,
        extraEnv: env,
      },
      (process) => {
        this.#oneOffProcesses.set(id, process);
        if (timeToLiveMs !== undefined) killed = setTimeout(() => void process.stop(), timeToLiveMs);
        if (this.#isStopping) void process.stop();
      },
    ).finally(() => {
      clearTimeout(killed);
      this.#oneOffProcesses.delete(id);
      this.oneOffs.delete(id);
    });
    ended.catch(() => undefined); // its log says what became of it
    const state = () => (this.#oneOffProcesses.has(id) ? ('up' as const) : ('starting' as const));
    const oneOff = { id, name, command, type, createdAt: new Date().toISOString(), state, ended };
    this.oneOffs.set(id, oneOff);
    return oneOff;
  }

  /** What the release phase of a release said, once it is over. */
  async phaseOutput(releaseId: string): Promise<string> {
    while (this.releases.find(({ id }) => id === releaseId)?.status === 'pending') await sleep(50);
    const name = this.#phaseDynos.get(releaseId);
    const said = name === undefined ? [] : this.logs.recent(undefined, name).filter(({ source }) => source === 'app');
    return said.map(({ text }) => `${text}\n`).join('');
  }

  /** Stops a one-off dyno that still runs. */
  async stopOneOff(id: string): Promise<void> {
    await this.#oneOffProcesses.get(id)?.stop();
  }

  /** Router and one-off dynos first, then the formation, process type by process type. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.router.close();
    await Promise.all([...this.#oneOffProcesses.values()].map((process) => process.stop()));
    await this.formation.stop();
  }

  /** SIGKILL to everything; `stop` then returns soon. */
  kill(): void {
    for (const process of this.#oneOffProcesses.values()) process.kill();
    this.formation.kill();
  }

  /** An error that says how a one-off dyno ended and what it said. */
  failureOf(what: string, { name, exitCode }: OneOffResult): AppError {
    const lines = this.logs.recent(200, name);
    return processFailure({ what: `${what} failed`, exitCode, lines, otherwise: 'bug' });
  }

  async #rollOut(release: Release, causedBy: 'user' | 'provider'): Promise<Release> {
    await this.save();
    const phase = this.slug?.manifests.heroku.release;
    if (phase && causedBy === 'user') {
      this.logs.write('app', 'api', `Running release v${release.version} commands`);
      const oneOff = this.startOneOff(shellLine(phase.command), { type: 'release' });
      this.#phaseDynos.set(release.id, oneOff.name);
      const result = await oneOff.ended;
      if (result.exitCode !== 0) {
        release.status = 'failed';
        await this.save();
        throw this.failureOf(`The release phase of v${release.version}`, result);
      }
    }
    release.status = 'succeeded';
    this.#becomeCurrent(release);
    await this.save();
    if (!this.#isStopping) await this.formation.restart();
    return release;
  }

  #becomeCurrent(release: Release | undefined): void {
    const { slug } = this;
    if (slug) this.#current = { configVars: this.settings.configVars(), slug, release };
  }

  #commands(): Record<string, string> {
    const slug = this.#current?.slug ?? this.slug;
    return slug ? processCommands(slug, this.state.space) : {};
  }

  #spec(type: string): DynoSpec {
    const command = this.#commands()[type];
    const slug = this.#current?.slug ?? this.slug;
    if (command === undefined || !slug) {
      throw new AppError('configuration', `there is no process type "${type}" in heroku.yml`);
    }
    return {
      command,
      configVars: {
        ...this.#metadata(randomUUID()),
        ...this.#memory(type),
        ...(this.#current?.configVars ?? this.settings.configVars()),
      },
      slugDir: path.join(this.#options.slugsDir, slug.dir),
    };
  }

  /** On Heroku a limit of the dyno's control group, where the app looks it up; a process here has none of its own. */
  #memory(type: string): Record<string, string> {
    const megabytes = dynoMemoryMb(this.state.formation[type]?.size ?? this.settings.defaultSize);
    return megabytes === undefined ? {} : { PGWATCH2_DYNO_MEMORY_MB: String(megabytes) };
  }

  #metadata(dynoId: string): Record<string, string> {
    const metadata = dynoMetadata(this.state, {
      dynoId,
      domain: new URL(this.router.url).host,
      release: this.#current?.release ?? this.releases.at(-1),
      slug: this.#current?.slug ?? this.slug,
    });
    return { HEROKU_HOST: this.#options.apiUrl(), ...metadata };
  }

  /** Changes come one after the other: each sees the release of the one before. */
  #exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#changing.then(work);
    this.#changing = result.catch(() => undefined);
    return result;
  }
}
