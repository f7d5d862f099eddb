import type { HerokuClient } from '@pgwatch-heroku/heroku-api';
import {
  type Journal,
  type JournalOptions,
  type OnStep,
  openJournal,
  openOperationSession,
} from '@pgwatch-heroku/provisioning';
import { AppError } from '@pgwatch-heroku/shared';

export interface OperationJournalOptions extends Omit<JournalOptions, 'open'> {
  client: HerokuClient;
  app: string;
  /** DATABASE_URL of this process, which may be out of date. */
  databaseUrl: string | undefined;
}

/** The journal of an operation, also where that gives the Collector another database. */
export interface OperationJournal {
  onStep: OnStep;
  /** Goes on in the database with this URL; the lease in the one before is held until the end. */
  moveTo(url: string): Promise<void>;
  end: Journal['end'];
  close: Journal['close'];
}

/** @returns undefined when another process had the lease all the time. */
export async function openOperationJournal(options: OperationJournalOptions): Promise<OperationJournal | undefined> {
  const { client, app } = options;
  /** The second time a URL is asked for because the first one does not work any more. */
  const openAt = (first: string | undefined) => {
    let known = first;
    return async () => {
      const given = known;
      known = undefined;
      if (given !== undefined) return openOperationSession(given);
      const attached = (await client.attachments.listOfApp(app)).find(({ name }) => name === 'DATABASE');
      return openOperationSession(await client.addonConfig.getDatabaseUrl(attached?.addon.id ?? 'DATABASE'));
    };
  };
  const first = await openJournal({ ...options, open: openAt(options.databaseUrl) });
  if (!first) return undefined;
  let journal = first;
  const earlier: Journal[] = [];
  const closeEarlier = async () => {
    for (const each of earlier) await each.close();
  };
  let place = '';
  let isOver = false;
  return {
    onStep: (step) => journal.onStep(step),
    moveTo: async (url) => {
      // A second attempt of the same process comes this way again, and would wait for the lease that it holds itself.
      if (place === databaseOf(url)) return;
      const next = await openJournal({ ...options, open: openAt(url) });
      if (!next) throw new AppError('unavailable', 'Another process is at the set-up');
      if (isOver) {
        await next.close();
        throw new AppError('unavailable', 'The set-up was given up meanwhile');
      }
      for (const step of journal.steps) await next.onStep(step);
      earlier.push(journal);
      journal = next;
      place = databaseOf(url);
    },
    end: async (state, error) => {
      isOver = true;
      await journal.end(state, error);
      await closeEarlier();
    },
    close: async () => {
      isOver = true;
      await journal.close();
      await closeEarlier();
    },
  };
}

/** Without the password, which may have been rotated. */
function databaseOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
