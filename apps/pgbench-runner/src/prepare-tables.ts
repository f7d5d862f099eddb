import { closeClient, connect, type Logger, withDeadline } from '@pgwatch-heroku/shared';
import { type Extent, initialise, type TableOptions } from './initialise.js';
import { applicationName, type Target } from './target-database.js';

/** To look at the tables, and to wait for another runner that makes them. */
const baseMs = 60_000;
/** A branch takes half a second on an idle server. */
const perBranchMs = 20_000;

/**
 * Makes the tables if need be, on a connection of its own. Time is over on both sides: for a server that is slow, and
 * for one that froze.
 *
 * @throws AppError as connect() does, `unavailable` when the time is over; else what the server refuses.
 */
export async function prepareTables(
  target: Target,
  options: TableOptions,
  log: Logger,
  deadlineMs = baseMs + options.scale * perBranchMs,
): Promise<Extent> {
  const client = await connect({
    url: target.url,
    label: target.variable,
    applicationName,
    statementTimeoutMs: deadlineMs,
  });
  try {
    return await withDeadline(initialise(client, options, log), deadlineMs, 'making the sample tables');
  } finally {
    await closeClient(client);
  }
}
