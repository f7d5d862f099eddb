import { AppError, createPool, type Pool, type PoolClient, toConnectError } from '@pgwatch-heroku/shared';

/** One writes, one looks after partitions and states. */
const maxConnections = 2;
/** Enforced by the server; only DDL behind somebody's long lock comes near it. */
const statementTimeoutMs = 20_000;
/** A store that is silent for longer is treated as away; what was under way is written again. */
const deadlineMs = 30_000;

/** The Collector DB. Work on it either ends within a deadline or fails. */
export class StoreConnection {
  readonly #pool: Pool;
  readonly #label: string;

  constructor(url: string, label: string) {
    this.#label = label;
    this.#pool = createPool({
      url,
      label,
      applicationName: 'pgwatch-heroku-collector',
      maxConnections,
      statementTimeoutMs,
    });
  }

  /** Gives work a connection of its own. @throws AppError when none is to be had, or when it takes too long. */
  async run<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    let client: PoolClient;
    try {
      client = await this.#pool.connect();
    } catch (error) {
      throw toConnectError(error, this.#label);
    }
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<never>((_resolve, reject) => {
      const onTime = () =>
        reject(new AppError('unavailable', `no answer from ${this.#label} within ${deadlineMs / 1_000} s`));
      timer = setTimeout(onTime, deadlineMs);
    });
    try {
      const result = await Promise.race([work(client), deadline]);
      client.release();
      return result;
    } catch (error) {
      // In what state it is nobody knows: a transaction may be open, or an answer still to come.
      client.release(true);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  async end(): Promise<void> {
    await this.#pool.end();
  }
}
