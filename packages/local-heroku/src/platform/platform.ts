import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { AppError } from '@pgwatch-heroku/shared';
import { type DatabaseService, newDatabaseIdentity } from '../addons/database-service.js';
import { parsePlan } from '../addons/plans.js';
import type { DynoProcess } from '../dynos/dyno-process.js';
import { Formation } from '../dynos/formation.js';
import type { DynoSpec, DynoTimes } from '../dynos/formation-dyno.js';
import { type OneOffResult, runOneOff } from '../dynos/one-off.js';
import type { LogHub } from '../logs/log-hub.js';
import { shellLine } from '../manifest/heroku-yml.js';
import type { Manifests } from '../manifest/load-manifests.js';
import type { Addon, Attachment, Release } from '../state/app-state.js';
import type { StateStore } from '../state/state-store.js';
import { defaultAttachmentName } from './attachment-name.js';
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
  readonly #options: PlatformOptions;
  readonly #oneOffs = new Set<DynoProcess>();
  /** Config vars that dynos see but that are not kept yet. */
  #tried: Record<string, string> = {};
  #changing: Promise<unknown> = Promise.resolve();
  #isStopping = false;

  constructor(options: PlatformOptions) {
    this.#options = options;
    const { dynosDir, logs, times } = options;
    this.formation = new Formation({ spec: (type) => this.#spec(type), dynosDir, logs, times });
  }

  get addons(): readonly Addon[] {
    return this.#state.addons;
  }

  get attachments(): readonly Attachment[] {
    return this.#state.attachments;
  }

  get releases(): readonly Release[] {
    return this.#state.releases;
  }

  /** What a dyno sees: the variables that were set, and a URL per attachment. */
  configVars(): Record<string, string> {
    const urls = this.#state.attachments.flatMap(({ name, addonId }) => {
      const addon = this.#state.addons.find(({ id }) => id === addonId);
      return addon ? [[`${name}_URL`, this.#options.databases.urlOf(addon)] as const] : [];
    });
    return { ...this.#state.configVars, ...this.#tried, ...Object.fromEntries(urls) };
  }

  /** Sets config vars, or removes those given as null: one release. */
  setConfig(changes: Record<string, string | null>): Promise<Release> {
    return this.#exclusively(async () => {
      this.storeConfig(changes);
      const names = Object.keys(changes).sort();
      const verb = Object.values(changes).every((value) => value === null) ? 'Remove' : 'Set';
      return await this.#release(`${verb} ${names.join(', ')} config vars`);
    });
  }

  /** The same without a release, for the time before there is one. The caller saves. */
  storeConfig(changes: Record<string, string | null>): void {
    this.#requireFree(Object.keys(changes));
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) delete this.#state.configVars[name];
      else this.#state.configVars[name] = value;
    }
  }

  /** Config vars for dynos that start from now on, which are forgotten at the end of this run unless they are kept. */
  tryConfig(vars: Record<string, string>): void {
    this.#requireFree(Object.keys(vars));
    this.#tried = vars;
  }

  /** Keeps what was tried, once it proved to work. */
  async keepTriedConfig(): Promise<void> {
    this.storeConfig(this.#tried);
    this.#tried = {};
    await this.#options.store.save();
  }

  /** Makes a database by a plan and attaches it: one release. */
  createAddon(planName: string, as?: string): Promise<Addon> {
    return this.#exclusively(async () => {
      const addon = await this.provisionAddon(planName, as);
      await this.#release(`Attach ${this.#state.attachments.at(-1)?.name} (@ref:${addon.name})`);
      return addon;
    });
  }

  /** The same without a release. Noted first, made then: what an interruption left undone, `reconcileAddons` does. */
  async provisionAddon(planName: string, as?: string): Promise<Addon> {
    const parsed = parsePlan(planName);
    if ('mistake' in parsed) throw new AppError('configuration', parsed.mistake);
    const name = as ?? defaultAttachmentName(new Set(this.#state.attachments.map((attachment) => attachment.name)));
    if (this.#state.attachments.some((attachment) => attachment.name === name)) {
      throw new AppError('configuration', `there is an attachment ${name} already`);
    }
    const addon: Addon = {
      id: randomUUID(),
      name: `postgresql-${randomBytes(3).toString('hex')}-${randomInt(10_000, 100_000)}`,
      plan: `heroku-postgresql:${parsed.plan.name}`,
      createdAt: new Date().toISOString(),
      ...newDatabaseIdentity(),
    };
    this.#state.addons.push(addon);
    this.#state.attachments.push({ id: randomUUID(), name, addonId: addon.id, namespace: null });
    await this.#options.store.save();
    await this.#options.databases.provision(addon, parsed.plan);
    return addon;
  }

  /** Brings every database into the shape that its plan wants, as a start does. */
  async reconcileAddons(): Promise<void> {
    for (const addon of this.#state.addons) {
      const parsed = parsePlan(addon.plan);
      if ('plan' in parsed) await this.#options.databases.provision(addon, parsed.plan);
    }
  }

  /** Attaches an add-on once more under another name: one release. */
  attach(addonId: string, name: string): Promise<Release> {
    return this.#exclusively(async () => {
      const addon = this.#state.addons.find(({ id }) => id === addonId);
      if (!addon) throw new AppError('configuration', `there is no add-on ${addonId}`);
      if (this.#state.attachments.some((attachment) => attachment.name === name)) {
        throw new AppError('configuration', `there is an attachment ${name} already`);
      }
      this.#state.attachments.push({ id: randomUUID(), name, addonId, namespace: null });
      return await this.#release(`Attach ${name} (@ref:${addon.name})`);
    });
  }

  /** Changes how many dynos of a type run; no release, as on Heroku. */
  scale(type: string, quantity: number, size?: string): Promise<void> {
    return this.#exclusively(async () => {
      this.storeFormation(type, quantity, size);
      await this.#options.store.save();
      const { size: stored } = this.#state.formation[type] ?? { size: 'basic' };
      this.#options.logs.write('app', 'api', `Scaled to ${type}@${quantity}:${stored}`);
      await this.formation.scale(type, quantity);
    });
  }

  /** Checks and notes a quantity without starting anything. The caller saves. */
  storeFormation(type: string, quantity: number, size = this.#state.formation[type]?.size ?? 'basic'): void {
    if (!this.#options.manifests.heroku.run?.[type]) {
      throw new AppError('configuration', `there is no process type "${type}" in heroku.yml`);
    }
    if (!Number.isInteger(quantity) || quantity < 0) {
      throw new AppError('configuration', `a quantity is a whole number from 0, not ${quantity}`);
    }
    if (quantity > 1 && /^(eco|basic)$/.test(size)) {
      throw new AppError('configuration', `Cannot have more than 1 ${size} dyno per process type`, {
        hint: `Choose a larger size: ${type}=${quantity}:standard-1x.`,
      });
    }
    this.#state.formation[type] = { quantity, size };
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
        configVars: this.configVars(),
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

  #requireFree(names: readonly string[]): void {
    const taken = names.find((name) => this.#state.attachments.some((attachment) => `${attachment.name}_URL` === name));
    if (taken === undefined) return;
    throw new AppError('configuration', `${taken} belongs to an add-on and cannot be set by hand`, {
      hint: 'Detach the add-on, or attach it under another name.',
    });
  }

  #spec(type: string): DynoSpec {
    const entry = this.#options.manifests.heroku.run?.[type];
    if (entry === undefined) throw new AppError('configuration', `there is no process type "${type}" in heroku.yml`);
    return { command: shellLine(entry), configVars: this.configVars(), slugDir: this.#options.slugDir };
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
