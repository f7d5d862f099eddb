import { isRetryableFailure, type Logger, sleep } from '@pgwatch-heroku/shared';
import { beginOperation, type OperationKind, type OperationSession, takeOperationLease } from '@pgwatch-heroku/store';
import { Journal } from './journal.js';

export interface JournalOptions {
  /** A session in the Collector DB; asked for anew when it breaks. */
  open: () => Promise<OperationSession>;
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

/**
 * Takes the lease of an operation and opens its journal, where an earlier process that was cut off left it.
 *
 * @returns undefined when another process had the lease all the time.
 * @throws AppError when the Collector DB cannot be reached; the signal's reason.
 */
export async function openJournal(options: JournalOptions): Promise<Journal | undefined> {
  const { open, kind, subject = '', params = {}, dyno, signal, log } = options;
  const endsAt = performance.now() + options.patienceMs;
  let session = await open();
  try {
    for (;;) {
      try {
        if (await takeOperationLease(session.db, kind, subject)) break;
        if (performance.now() >= endsAt) {
          await session.close();
          return undefined;
        }
      } catch (error) {
        if (!isRetryableFailure(error) || performance.now() >= endsAt) throw error;
        // Who has the lease may be giving the Collector another database, and the one before goes.
        await session.close();
        session = await open();
      }
      await sleep(lookMs, signal);
    }
    const { id, steps } = await beginOperation(session.db, { kind, subject, params, dyno });
    const reopen = async () => {
      const again = await open();
      if (await takeOperationLease(again.db, kind, subject)) return again;
      await again.close();
      return undefined;
    };
    return new Journal({ id, steps, session, reopen, log });
  } catch (error) {
    await session.close();
    throw error;
  }
}
