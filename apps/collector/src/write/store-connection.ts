import {
  AppError,
  type Client,
  closeClient,
  connect,
  type connectionBudget,
  destroyConnection,
} from '@pgwatch-heroku/shared';
import { Watchdog } from '../watchdog.js';

/** Enforced by the server; only DDL behind somebody's long lock comes near it. */
const statementTimeoutMs = 20_000;
/** A store that is silent for longer is treated as away; what was under way is written again. */
const defaultDeadlineMs = 30_000;

/** Which of the budget's connections it is; leases have a session of their own kind. */
type StoreUse = Exclude<keyof typeof connectionBudget.collector, 'leases'>;

/** One connection to the Collector DB, opened when there is work. Work on it either ends within a deadline or fails. */
export class StoreConnection {
  readonly #url: string;
  readonly #label: string;
  readonly #use: StoreUse;
  #current: { client: Client; watchdog: Watchdog } | undefined;
  #busy: Promise<unknown> | undefined;

  /** @param label the config var that the URL is from. */
  constructor(url: string, label: string, use: StoreUse) {
    this.#url = url;
    this.#label = label;
    this.#use = use;
  }

  /**
   * Runs work when the work before it is done.
   *
   * @param deadlineMs for work of several statements, each of which may take as long as the server lets it.
   * @throws AppError when there is no connection or no answer; else what the work throws. Whatever it is, the
   *   connection is not used again: a transaction may be open on it, or an answer still to come.
   */
  async run<T>(work: (client: Client) => Promise<T>, deadlineMs = defaultDeadlineMs): Promise<T> {
    while (this.#busy) await this.#busy;
    const running = this.#run(work, deadlineMs);
    // A failure is the caller's; whoever waits only wants to know that it is over.
    this.#busy = running.then(
      () => undefined,
      () => undefined,
    );
    try {
      return await running;
    } finally {
      this.#busy = undefined;
    }
  }

  async end(): Promise<void> {
    const { client, watchdog } = this.#current ?? {};
    this.#current = undefined;
    if (!client) return;
    watchdog?.stop();
    await closeClient(client);
  }

  async #run<T>(work: (client: Client) => Promise<T>, deadlineMs: number): Promise<T> {
    const current = this.#current ?? (await this.#open());
    this.#current = current;
    const { client, watchdog } = current;
    watchdog.begin(deadlineMs);
    try {
      const result = await work(client);
      watchdog.end();
      return result;
    } catch (error) {
      this.#current = undefined;
      destroyConnection(client);
      const { isOverdue } = watchdog;
      watchdog.stop();
      if (!isOverdue) throw error;
      const message = `no answer from ${this.#label} within ${deadlineMs / 1_000} s`;
      throw new AppError('unavailable', message, { cause: error });
    }
  }

  async #open() {
    const client = await connect({
      url: this.#url,
      label: this.#label,
      applicationName: `pgwatch-heroku-collector ${this.#use}`,
      statementTimeoutMs,
    });
    const watchdog = new Watchdog(() => destroyConnection(client));
    client.once('end', () => {
      // Broken while idle: the next work gets a new one.
      if (this.#current?.client === client) this.#current = undefined;
      watchdog.stop();
    });
    return { client, watchdog };
  }
}
