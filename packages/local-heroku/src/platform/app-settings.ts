import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { AppError } from '@pgwatch-heroku/shared';
import type { DatabaseServers } from '../addons/database-servers.js';
import { newDatabaseIdentity } from '../addons/database-service.js';
import { findPlan } from '../addons/plans.js';
import { attachmentUrl } from '../credentials/attachment-url.js';
import type { Addon, AppState, Attachment, OtherAddon } from '../state/account-state.js';
import type { StateStore } from '../state/state-store.js';
import { defaultAttachmentName } from './attachment-name.js';

export interface AppSettingsOptions {
  store: StateStore;
  state: AppState;
  databases: DatabaseServers;
  processTypes: () => readonly string[];
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

  /** Add-ons that the app owns. */
  get addons(): readonly Addon[] {
    return this.#account.addons.filter(({ appId }) => appId === this.#state.id);
  }

  /** Of other services than Heroku Postgres. */
  get otherAddons(): readonly OtherAddon[] {
    return this.#account.otherAddons.filter(({ appId }) => appId === this.#state.id);
  }

  get attachments(): readonly Attachment[] {
    return this.#account.attachments.filter(({ appId }) => appId === this.#state.id);
  }

  /** What a dyno sees: the variables that were set, and a URL per attachment whose database is there. */
  configVars(): Record<string, string> {
    const urls = this.attachments.flatMap((attachment) => {
      const url = this.urlOf(attachment);
      return url === undefined ? [] : [[`${attachment.name}_URL`, url] as const];
    });
    const others = this.otherAddons.map(({ configVar: { name, value } }) => [name, value] as const);
    return { ...this.#state.configVars, ...this.#tried, ...Object.fromEntries([...others, ...urls]) };
  }

  /** Undefined while the database is being provisioned. */
  urlOf({ addonId, namespace }: Pick<Attachment, 'addonId' | 'namespace'>): string | undefined {
    const addon = this.#account.addons.find(({ id }) => id === addonId);
    if (addon?.state !== 'provisioned') return undefined;
    return attachmentUrl(this.#options.databases.serviceOf(addon), addon, namespace);
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
   * Notes an add-on and its attachment; `makeAddon` makes its database. The other way round, an interruption would
   * leave a database that nobody knows. The caller saves.
   */
  noteAddon(planName: string, as?: string, addonName?: string): Addon {
    const plan = findPlan(planName);
    const name = as ?? defaultAttachmentName(new Set(this.attachments.map((attachment) => attachment.name)));
    this.#requireNoAttachment(name);
    const addon: Addon = {
      id: randomUUID(),
      name: addonName ?? `postgresql-${randomBytes(3).toString('hex')}-${randomInt(10_000, 100_000)}`,
      plan: `heroku-postgresql:${plan.name}`,
      createdAt: new Date().toISOString(),
      appId: this.#state.id,
      state: 'provisioning',
      provisionedAt: null,
      server: plan.credentials ? randomBytes(6).toString('hex') : null,
      ...newDatabaseIdentity(),
      credentials: [],
    };
    this.#account.addons.push(addon);
    this.attach(addon, name, null);
    return addon;
  }

  /** Makes the database of an add-on, or brings it into the shape that its plan wants, as a start does. The caller saves. */
  async makeAddon(addon: Addon): Promise<void> {
    await this.#options.databases.provision(addon);
    addon.state = 'provisioned';
    addon.provisionedAt ??= new Date().toISOString();
  }

  async reconcileAddons(): Promise<void> {
    for (const addon of this.addons) await this.makeAddon(addon);
  }

  /** Attaches an add-on under one more name. The caller saves. */
  attach(addon: Addon, name: string, namespace: string | null): Attachment {
    this.#requireNoAttachment(name);
    const attachment = { id: randomUUID(), name, addonId: addon.id, appId: this.#state.id, namespace };
    this.#account.attachments.push(attachment);
    return attachment;
  }

  /** Checks and notes a quantity without starting anything. The caller saves. */
  storeFormation(type: string, quantity: number, size = this.#state.formation[type]?.size ?? this.defaultSize): void {
    if (!this.#options.processTypes().includes(type)) {
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

  get defaultSize(): string {
    return this.#state.space === null ? 'basic' : 'private-s';
  }

  get #state(): AppState {
    return this.#options.state;
  }

  get #account() {
    return this.#options.store.state;
  }

  #requireNoAttachment(name: string): void {
    if (this.attachments.some((attachment) => attachment.name === name)) {
      throw new AppError('configuration', `there is an attachment ${name} already`);
    }
    if (this.#state.configVars[`${name}_URL`] !== undefined) {
      throw new AppError('configuration', `${name}_URL is a config var already`);
    }
  }

  #requireFree(names: readonly string[]): void {
    const taken = names.find((name) => this.attachments.some((attachment) => `${attachment.name}_URL` === name));
    if (taken === undefined) return;
    throw new AppError('configuration', `${taken} belongs to an add-on and cannot be set by hand`, {
      hint: 'Detach the add-on, or attach it under another name.',
    });
  }
}
