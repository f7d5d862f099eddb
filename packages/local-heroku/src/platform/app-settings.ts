import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { AppError } from '@pgwatch-heroku/shared';
import { type DatabaseService, newDatabaseIdentity } from '../addons/database-service.js';
import { parsePlan } from '../addons/plans.js';
import type { Manifests } from '../manifest/load-manifests.js';
import type { Addon, AppState, Attachment } from '../state/app-state.js';
import type { StateStore } from '../state/state-store.js';
import { defaultAttachmentName } from './attachment-name.js';

export interface AppSettingsOptions {
  store: StateStore;
  manifests: Manifests;
  databases: DatabaseService;
}

/**
 * What an app is set to: its config vars, add-ons, attachments and quantities of dynos, checked as Heroku checks them.
 * Nothing is released, started or restarted here.
 */
export class AppSettings {
  readonly #options: AppSettingsOptions;
  /** Config vars that dynos see but that are not kept yet. */
  #tried: Record<string, string> = {};

  constructor(options: AppSettingsOptions) {
    this.#options = options;
  }

  get addons(): readonly Addon[] {
    return this.#state.addons;
  }

  get attachments(): readonly Attachment[] {
    return this.#state.attachments;
  }

  /** What a dyno sees: the variables that were set, and a URL per attachment. */
  configVars(): Record<string, string> {
    const urls = this.#state.attachments.flatMap(({ name, addonId }) => {
      const addon = this.#state.addons.find(({ id }) => id === addonId);
      return addon ? [[`${name}_URL`, this.#options.databases.urlOf(addon)] as const] : [];
    });
    return { ...this.#state.configVars, ...this.#tried, ...Object.fromEntries(urls) };
  }

  /** Sets config vars, or removes those given as null. The caller saves. */
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

  /**
   * Makes a database by a plan and attaches it. Noted first, made then: what an interruption left undone,
   * `reconcileAddons` does.
   */
  async provisionAddon(planName: string, as?: string): Promise<Addon> {
    const parsed = parsePlan(planName);
    if ('mistake' in parsed) throw new AppError('configuration', parsed.mistake);
    const name = as ?? defaultAttachmentName(new Set(this.#state.attachments.map((attachment) => attachment.name)));
    this.#requireNoAttachment(name);
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

  /** Attaches an add-on once more under another name. The caller saves. */
  attach(addonId: string, name: string): Addon {
    const addon = this.#state.addons.find(({ id }) => id === addonId);
    if (!addon) throw new AppError('configuration', `there is no add-on ${addonId}`);
    this.#requireNoAttachment(name);
    this.#state.attachments.push({ id: randomUUID(), name, addonId, namespace: null });
    return addon;
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

  get #state(): AppState {
    return this.#options.store.state;
  }

  #requireNoAttachment(name: string): void {
    if (!this.#state.attachments.some((attachment) => attachment.name === name)) return;
    throw new AppError('configuration', `there is an attachment ${name} already`);
  }

  #requireFree(names: readonly string[]): void {
    const taken = names.find((name) => this.#state.attachments.some((attachment) => `${attachment.name}_URL` === name));
    if (taken === undefined) return;
    throw new AppError('configuration', `${taken} belongs to an add-on and cannot be set by hand`, {
      hint: 'Detach the add-on, or attach it under another name.',
    });
  }
}
