import { type Logger, messageOf } from '@pgwatch-heroku/shared';
import { readConfigurationStamp } from '@pgwatch-heroku/store';
import type { StoreConnection } from '../write/store-connection.js';

export interface ReloadingOptions {
  store: Pick<StoreConnection, 'run'>;
  reload: () => Promise<unknown>;
  log: Logger;
}

/** Also without a change of the UI's: an import, a release, somebody's SQL. */
const reloadEveryMs = 300_000;

/** Follows what people change: at once what was changed on a page, the rest every few minutes. */
export class Reloading {
  readonly #options: ReloadingOptions;
  #stamp: string | undefined;
  #reloadedAt = performance.now();

  constructor(options: ReloadingOptions) {
    this.#options = options;
  }

  /** Never throws: while the store is away, what was read last goes on. */
  async follow(): Promise<void> {
    const { store, reload, log } = this.#options;
    try {
      const stamp = await store.run((client) => readConfigurationStamp(client));
      const isDue = performance.now() - this.#reloadedAt >= reloadEveryMs;
      if (!isDue && stamp === this.#stamp) return;
      await reload();
      this.#stamp = stamp;
      this.#reloadedAt = performance.now();
    } catch (error) {
      log.debug({ event: 'reload-failed' }, messageOf(error));
    }
  }
}
