import { messageOf, sleep } from '@pgwatch-heroku/shared';
import type { Account } from '../account/account.js';
import type { DatabaseServers } from '../addons/database-servers.js';
import { findPlan } from '../addons/plans.js';
import { measureDatabase } from './measure-database.js';
import { sampleLine } from './sample-line.js';

/** Writes a `sample#` line about every attached database now and then, into the log of each app that it is attached to. */
export class Sampler {
  readonly #stop = new AbortController();
  readonly #done: Promise<void>;

  constructor(account: Account, databases: DatabaseServers, everyMs: number) {
    this.#done = this.#run(account, databases, everyMs).catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#done;
  }

  async #run(account: Account, databases: DatabaseServers, everyMs: number): Promise<void> {
    for (;;) {
      await sleep(everyMs, this.#stop.signal);
      for (const addon of account.state.addons.filter(({ state }) => state === 'provisioned')) {
        const attached = account.state.attachments.filter(({ addonId }) => addonId === addon.id);
        try {
          const figures = await measureDatabase(databases.serviceOf(addon), addon);
          for (const appId of new Set(attached.map((each) => each.appId))) {
            const source = attached.find((each) => each.appId === appId)?.name ?? addon.name;
            const line = sampleLine(source, addon.name, figures, !findPlan(addon.plan).credentials);
            account.findApp(appId)?.logs.write('app', 'heroku-postgres', line);
          }
        } catch (error) {
          account.first.logs.write('heroku', 'postgres', `${addon.name} could not be measured: ${messageOf(error)}`);
        }
      }
    }
  }
}
