import { AppError, type Client, connect, destroyConnection } from '@pgwatch-heroku/shared';
import {
  giveAllBack,
  giveSourcesBack,
  type LeaseView,
  leaseApplicationPrefix,
  openLeaseSession,
  readLeases,
  replaceLeaseSession,
  takeSlot,
  takeSources,
} from '@pgwatch-heroku/store';
import type { LeaseTiming } from './lease-timing.js';

export interface LeaseSessionOptions {
  url: string;
  /** The config var that the URL is from. */
  label: string;
  dyno: string;
  timing: LeaseTiming;
}

const connectTimeoutMs = 5_000;

/** The connection that the leases of a dyno live on. Nothing else uses it, so that nothing keeps a beat waiting. */
export class LeaseSession {
  readonly pid: number;
  readonly closed: Promise<void>;
  readonly #client: Client;
  readonly #answerMs: number;
  #isOpen = true;

  private constructor(client: Client, pid: number, answerMs: number) {
    this.#client = client;
    this.#answerMs = answerMs;
    this.pid = pid;
    this.closed = new Promise((resolve) => {
      client.once('end', () => {
        this.#isOpen = false;
        resolve();
      });
    });
  }

  /** @throws AppError as connect() does. */
  static async open({ url, label, dyno, timing }: LeaseSessionOptions): Promise<LeaseSession> {
    const { answerMs, idleMs } = timing;
    const applicationName = `${leaseApplicationPrefix}${dyno}`;
    const client = await connect({ url, label, applicationName, connectTimeoutMs, statementTimeoutMs: answerMs });
    try {
      const pid = await withDeadline(client, answerMs, openLeaseSession(client, { idleMs }));
      return new LeaseSession(client, pid, answerMs);
    } catch (error) {
      destroyConnection(client);
      throw error;
    }
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Calls back when another dyno came, or gave something back. */
  onChange(listener: () => void): void {
    this.#client.on('notification', listener);
  }

  read(): Promise<LeaseView> {
    return this.#ask(readLeases(this.#client));
  }

  takeSlot(slot: number): Promise<boolean> {
    return this.#ask(takeSlot(this.#client, slot));
  }

  takeSources(ids: readonly number[]): Promise<number[]> {
    return this.#ask(takeSources(this.#client, ids));
  }

  giveSourcesBack(ids: readonly number[]): Promise<void> {
    return this.#ask(giveSourcesBack(this.#client, ids));
  }

  /** Ends an earlier session of ours and takes its slot. */
  replace(pid: number, slot: number): Promise<void> {
    return this.#ask(replaceLeaseSession(this.#client, { pid, slot }));
  }

  /** Gives everything back and ends. Never throws: the end of the connection does the same. */
  async close(): Promise<void> {
    await this.#ask(giveAllBack(this.#client)).catch(() => undefined);
    this.destroy();
  }

  destroy(): void {
    this.#isOpen = false;
    destroyConnection(this.#client);
  }

  #ask<T>(answer: Promise<T>): Promise<T> {
    return withDeadline(this.#client, this.#answerMs, answer);
  }
}

async function withDeadline<T>(client: Client, timeoutMs: number, answer: Promise<T>): Promise<T> {
  let isOverdue = false;
  const timer = setTimeout(() => {
    isOverdue = true;
    destroyConnection(client);
  }, timeoutMs);
  try {
    return await answer;
  } catch (error) {
    if (!isOverdue) throw error;
    throw new AppError('unavailable', `no answer within ${timeoutMs / 1_000} s`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
