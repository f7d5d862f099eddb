import type { EventEmitter } from 'node:events';
import {
  AppError,
  type Client,
  closeClient,
  connect,
  destroyConnection,
  type ResolveHost,
} from '@pgwatch-heroku/shared';
import { Watchdog } from '../watchdog.js';
import { beginContainedSql, endContainedSql, sessionSetupSql } from './sql/session.js';

/** Enforced by the server on each of our statements; a metric may ask for another one. */
export const defaultStatementTimeoutMs = 5_000;
/** No query of ours waits longer for a lock: waiting for one would make others queue up behind us. */
const lockTimeoutMs = 300;
const connectTimeoutMs = 10_000;
const megabyte = 1024 * 1024;
/**
 * Many times what any metric of ours gives of 20,000 tables. More would not fit into the memory of a dyno beside the
 * answers of others, or would push what waits for the store out of the buffer.
 */
const maxAnswerBytes = 16 * megabyte;
/** How much later than the server's time-out ours fires: only a server that no longer answers gets that far. */
const graceMs = 2_000;

/** Columns and rows as text, as they came over the wire. */
export interface TextResult {
  fields: { name: string; dataTypeID: number }[];
  rows: (string | null)[][];
}

export interface SessionQueryOptions {
  values?: unknown[];
  timeoutMs?: number;
  /** Keeps the server's plan under this name: what is asked for again and again is planned once. */
  name?: string;
  /** Several statements in one text. Else the server refuses a second one: SQL that people wrote ends where it ends. */
  mayBeSeveral?: boolean;
}

/**
 * One read-only connection to a monitored database. Every query has a deadline on both sides; one that passes ours
 * ends the connection, because what still runs on it cannot be trusted to end.
 */
export class SourceSession {
  readonly client: Client;
  /** Resolves when the connection has ended, whoever ended it. */
  readonly closed: Promise<void>;
  readonly #watchdog = new Watchdog(() => this.destroy());
  #isOpen = true;
  #isWritable = false;
  #answerBytes = 0;

  private constructor(client: Client) {
    this.client = client;
    watchSetting(client, 'default_transaction_read_only', (value) => {
      if (value !== 'off') return;
      this.#isWritable = true;
      this.destroy();
    });
    watchBytes(client, (count) => {
      this.#answerBytes += count;
      if (this.#isTooLong) this.destroy();
    });
    this.closed = new Promise((resolve) => {
      client.once('end', () => {
        this.#isOpen = false;
        this.#watchdog.stop();
        resolve();
      });
    });
  }

  /** @throws AppError as connect() does, also when the server takes the connection and then stays silent. */
  static async open(options: {
    url: string;
    label: string;
    resolveHost?: ResolveHost | undefined;
  }): Promise<SourceSession> {
    const client = await connect({
      ...options,
      applicationName: 'pgwatch-heroku',
      connectTimeoutMs,
      statementTimeoutMs: defaultStatementTimeoutMs,
      lockTimeoutMs,
      readOnly: true,
      rawText: true,
    });
    const session = new SourceSession(client);
    try {
      await session.query(sessionSetupSql, { mayBeSeveral: true });
      return session;
    } catch (error) {
      session.destroy();
      throw error;
    }
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get #isTooLong(): boolean {
    return this.#answerBytes > maxAnswerBytes;
  }

  /**
   * One at a time.
   *
   * @throws AppError `unavailable` when the server did not answer in time, `configuration` when the answer is too long,
   *   or when the query lifted what keeps us from writing; else what the driver throws.
   */
  async query(text: string, options: SessionQueryOptions = {}): Promise<TextResult> {
    const { timeoutMs = defaultStatementTimeoutMs, mayBeSeveral = false, ...rest } = options;
    const queryMode = mayBeSeveral ? {} : { queryMode: 'extended' };
    this.#answerBytes = 0;
    this.#watchdog.begin(timeoutMs + graceMs);
    try {
      const result = await this.client.query({ text, ...rest, ...queryMode, rowMode: 'array' });
      if (this.#isWritable || this.#isTooLong) throw new Error('the connection was ended');
      return result as unknown as TextResult;
    } catch (error) {
      if (this.#isWritable) throw liftedReadOnly(error);
      if (this.#isTooLong) throw answerTooLong(error);
      if (!this.#watchdog.isOverdue) throw error;
      throw new AppError('unavailable', `no answer within ${(timeoutMs + graceMs) / 1000} s`, { cause: error });
    } finally {
      this.#watchdog.end();
    }
  }

  /**
   * For SQL that people wrote: what it sets for the session (set_config can) or locks is undone, however it ends, so that
   * no time-out, search_path or role of it holds for what is asked next.
   */
  async contained<T>(work: () => Promise<T>, timeoutMs = defaultStatementTimeoutMs): Promise<T> {
    await this.query(beginContainedSql(timeoutMs), { mayBeSeveral: true });
    try {
      return await work();
    } finally {
      if (this.#isOpen) await this.query(endContainedSql, { mayBeSeveral: true });
    }
  }

  /** Ends it in order, or by force when the server does not play along. */
  async close(): Promise<void> {
    if (this.#isOpen) await closeClient(this.client);
  }

  destroy(): void {
    this.#isOpen = false;
    destroyConnection(this.client);
  }
}

const liftedReadOnly = (cause: unknown) =>
  new AppError('configuration', 'tried to make the connection one that may write, which was ended for that', {
    cause,
    hint: 'A metric may only read.',
  });

const answerTooLong = (cause: unknown) =>
  new AppError('configuration', `gives more than ${maxAnswerBytes / megabyte} MB, the most of one answer`, {
    cause,
    hint: "Let the metric's SQL give fewer rows or cut its texts: LIMIT, left(...).",
  });

/** Tells how much arrives, while it does: what the driver makes of it comes when all of it is in memory. */
function watchBytes(client: Client, onBytes: (count: number) => void): void {
  const { connection } = client as unknown as { connection: { stream: EventEmitter } };
  connection.stream.on('data', (chunk: Buffer) => onBytes(chunk.length));
}

/**
 * Tells of a setting that a query changed, before the next query is sent. The server reports some by itself, this one
 * since version 14.
 */
function watchSetting(client: Client, name: string, onChange: (value: string) => void): void {
  const { connection } = client as unknown as { connection: EventEmitter };
  connection.on('parameterStatus', (status: { parameterName: string; parameterValue: string }) => {
    if (status.parameterName === name) onChange(status.parameterValue);
  });
}
