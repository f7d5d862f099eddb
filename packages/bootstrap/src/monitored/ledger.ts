import type { Client } from '@pgwatch-heroku/shared';
import { inTransaction } from '@pgwatch-heroku/store';
import { refusalOf } from '../refusal.js';
import type { Report } from '../report.js';
import { type LedgerEntry, type Made, readLedger, writeLedger } from '../sql/ledger.js';
import { type LedgerApp, namesOf, withApp } from './ledger-app.js';

const isSame = (a: Made, b: Made) => a.kind === b.kind && a.name === b.name && a.to === b.to;

/**
 * What we made in a monitored database, written down in that database itself: nothing else tells our grant from one of
 * the owner's, and the Collector DB may be gone when it is to be undone. What was there before us is not in it.
 */
export class Ledger {
  readonly #client: Client;
  readonly #report: Report;
  readonly #app: LedgerApp;

  constructor(
    client: Client,
    report: Report,
    { app, appId }: { app?: string | undefined; appId?: string | undefined },
  ) {
    this.#client = client;
    this.#report = report;
    this.#app = { name: app ?? '', id: appId };
  }

  /**
   * Does the work and writes down what it made, both or neither; work that returns false made nothing. Returns the
   * server's reason for refusing the work.
   */
  async make(made: readonly Made[], work: () => Promise<unknown>): Promise<string | undefined> {
    const refusal = await refusalOf(() =>
      inTransaction(this.#client, async () => {
        if ((await work()) !== false) await this.#write(made);
      }),
    );
    if (refusal === undefined) return undefined;
    // Monitoring is worth more than a tidy end.
    const alone = await refusalOf(() => inTransaction(this.#client, work));
    if (alone === undefined) {
      this.#report.warn(
        `${made.map(({ name }) => name).join(', ')}: uninstall will leave it, as it could not be written down (${refusal})`,
      );
    }
    return alone;
  }

  /** Of what is there already and was made by us, for another app perhaps: this app wants it too. */
  async join(made: Made): Promise<void> {
    const entry = (await this.#read()).find((each) => isSame(each, made));
    const { name, id } = this.#app;
    if (!entry) return;
    const names = namesOf(entry, this.#app);
    if (names.includes(name) && (id === undefined || entry.ids?.[name] === id)) return;
    const refusal = await refusalOf(() => inTransaction(this.#client, () => this.#write([made])));
    if (refusal === undefined && names.length === 0) {
      this.#report.changed(`${made.name}: wanted by ${name || 'one more app'} too`);
    }
  }

  /** One that somebody else put there says nothing. */
  async #read(): Promise<LedgerEntry[]> {
    const stored = await readLedger(this.#client);
    return stored?.isOurs ? stored.entries : [];
  }

  async #write(made: readonly Made[]): Promise<void> {
    if (made.length === 0) return;
    const entries = await this.#read();
    for (const each of made) {
      if (!entries.some((other) => isSame(other, each))) entries.push({ ...each, apps: [] });
    }
    const isMade = (entry: LedgerEntry) => made.some((each) => isSame(entry, each));
    await writeLedger(
      this.#client,
      entries.map((entry) => (isMade(entry) ? withApp(entry, this.#app) : entry)),
    );
  }
}
