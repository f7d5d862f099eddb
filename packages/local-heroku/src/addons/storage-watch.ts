import { messageOf } from '@pgwatch-heroku/shared';
import type { LogHub } from '../logs/log-hub.js';
import type { Addon, Attachment } from '../state/account-state.js';
import { parsePlan } from './plans.js';

const gigabyte = 1024 ** 3;
/** A database is filled in minutes at the soonest. */
const everyMs = 60_000;

export interface StorageWatchOptions {
  addons(): readonly Addon[];
  attachments(): readonly Attachment[];
  sizeBytes(addon: Addon): Promise<number>;
  logs: LogHub;
}

/**
 * Says when a database grows beyond its plan, once until it is below again. Heroku names a date, in a mail and in the log,
 * from which on one connection is left that may read, delete and truncate
 * (https://devcenter.heroku.com/articles/heroku-postgres-over-plan-capacity). How long after is not documented, so here
 * nothing is taken; what the collector then does has a test of its own (apps/collector/test/refused-fetches.test.ts).
 */
export class StorageWatch {
  readonly #options: StorageWatchOptions;
  readonly #over = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: StorageWatchOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.look().catch((error: unknown) => this.#say(`sizes cannot be read: ${messageOf(error)}`));
    }, everyMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async look(): Promise<void> {
    for (const addon of this.#options.addons()) {
      const parsed = parsePlan(addon.plan);
      if ('mistake' in parsed) continue;
      const { name, storageBytes } = parsed.plan;
      const sizeBytes = await this.#options.sizeBytes(addon);
      if (sizeBytes <= storageBytes) this.#over.delete(addon.id);
      else if (!this.#over.has(addon.id)) {
        this.#over.add(addon.id);
        const inGigabytes = (bytes: number) => `${Number((bytes / gigabyte).toFixed(2))} GB`;
        this.#say(
          `Error: ${this.#attachmentOf(addon)} holds ${inGigabytes(sizeBytes)}, more than the ${inGigabytes(storageBytes)} of its plan ${name}; Heroku would name a date from which on it may only be read and deleted from`,
        );
      }
    }
  }

  #attachmentOf({ id, name }: Addon): string {
    return this.#options.attachments().find(({ addonId }) => addonId === id)?.name ?? name;
  }

  #say(text: string): void {
    this.#options.logs.write('app', 'heroku-postgres', text);
  }
}
