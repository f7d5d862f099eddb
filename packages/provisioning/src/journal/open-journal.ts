import { type Client, closeClient, connect, isRetryableFailure, type Logger, sleep } from '@pgwatch-heroku/shared';
import { beginOperation, type OperationKind, takeOperationLease } from '@pgwatch-heroku/store';
import { Journal } from './journal.js';

export interface JournalOptions {
  /** URL of the Collector DB, asked for anew when the connection breaks: its credential may have been rotated. */
  url: () => Promise<string>;
  kind: OperationKind;
  /** Which of its kind: the config var that it is about. */
  subject?: string;
  params?: Record<string, string>;
  /** DYNO */
  dyno: string | undefined;
  log: Logger;
  signal: AbortSignal;
  /** How long another process that does the same is waited for. */
  patienceMs: number;
}

const lookMs = 500;
// What is written here is small, and whoever waits for a lock longer than this waits for a person.
const statementTimeoutMs = 10_000;

/**
 * Takes the lease of an operation and opens its journal, where an earlier process that was cut off left it.
 *
 * @returns undefined when another process had the lease all the time.
 * @throws AppError when the Collector DB cannot be reached; the signal's reason.
 */
export async function openJournal(options: JournalOptions): Promise<Journal | undefined> {
  const { kind, subject = '', params = {}, dyno, signal, log } = options;
  const endsAt = performance.now() + options.patienceMs;
  let client = await open(options);
  try {
    for (;;) {
      try {
        if (await takeOperationLease(client, kind, subject)) break;
        if (performance.now() >= endsAt) {
          await closeClient(client);
          return undefined;
        }
      } catch (error) {
        if (!isRetryableFailure(error) || performance.now() >= endsAt) throw error;
        // Who has the lease may be giving the Collector another database, and the one before goes.
        await closeClient(client);
        client = await open(options);
      }
      await sleep(lookMs, signal);
    }
    const { id, steps } = await beginOperation(client, { kind, subject, params, dyno });
    const reopen = async () => {
      const again = await open(options);
      if (await takeOperationLease(again, kind, subject)) return again;
      await closeClient(again);
      return undefined;
    };
    return new Journal({ id, steps, client, reopen, log });
  } catch (error) {
    await closeClient(client);
    throw error;
  }
}

async function open({ url }: JournalOptions): Promise<Client> {
  return connect({
    url: await url(),
    label: 'the Collector DB',
    applicationName: 'pgwatch-heroku operation',
    statementTimeoutMs,
    queryTimeoutMs: statementTimeoutMs + 5_000,
  });
}
