import { AppError, type Client, connect } from '@pgwatch-heroku/shared';
import { sessionSetupSql } from './sql/session.js';

/** Enforced by the server on each of our statements; a metric may ask for another one. */
export const defaultStatementTimeoutMs = 5_000;
/** No query of ours waits longer for a lock: waiting for one would make others queue up behind us. */
const lockTimeoutMs = 300;
const connectTimeoutMs = 10_000;
/** How much later than the server's time-out ours fires: only a server that no longer answers gets that far. */
const graceMs = 2_000;

/** Columns and rows as text, as they came over the wire. */
export interface TextResult {
  fields: { name: string; dataTypeID: number }[];
  rows: (string | null)[][];
}

/**
 * One read-only connection to a monitored database. Every query has a deadline on both sides; one that passes ours
 * ends the connection, because what still runs on it cannot be trusted to end.
 */
export class SourceSession {
  readonly client: Client;
  /** Resolves when the connection has ended, whoever ended it. */
  readonly closed: Promise<void>;
  #isOpen = true;

  private constructor(client: Client) {
    this.client = client;
    this.closed = new Promise((resolve) => {
      client.once('end', () => {
        this.#isOpen = false;
        resolve();
      });
    });
  }

  /** @throws AppError as connect() does, also when the server takes the connection and then stays silent. */
  static async open(options: { url: string; label: string }): Promise<SourceSession> {
    const attempt = connect({
      ...options,
      applicationName: 'pgwatch-heroku',
      connectTimeoutMs,
      statementTimeoutMs: defaultStatementTimeoutMs,
      lockTimeoutMs,
      readOnly: true,
      rawText: true,
    });
    const session = new SourceSession(await attempt);
    try {
      await session.query(sessionSetupSql);
      return session;
    } catch (error) {
      session.destroy();
      throw error;
    }
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** @throws AppError `unavailable` when the server did not answer in time; else what the driver throws. */
  async query(text: string, values?: unknown[], timeoutMs = defaultStatementTimeoutMs): Promise<TextResult> {
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new AppError('unavailable', `no answer within ${(timeoutMs + graceMs) / 1000} s`));
        this.destroy();
      }, timeoutMs + graceMs);
    });
    try {
      const answer = this.client.query({ text, ...(values ? { values } : {}), rowMode: 'array' });
      return (await Promise.race([answer, deadline])) as unknown as TextResult;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends it in order, or by force when the server does not play along. */
  async close(): Promise<void> {
    if (!this.#isOpen) return;
    const timer = setTimeout(() => this.destroy(), 1_000);
    await this.client.end().catch(() => undefined);
    clearTimeout(timer);
  }

  /** Ends it now: closing politely would wait for a server that may not answer. */
  destroy(): void {
    this.#isOpen = false;
    const { connection } = this.client as unknown as { connection: { stream: { destroy(): void } } };
    connection.stream.destroy();
  }
}
