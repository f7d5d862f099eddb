import type { Client } from '@pgwatch-heroku/shared';
import type { BootstrapResult } from './options.js';
import { Report } from './report.js';
import { takeBootstrapLock } from './sql/session.js';
import { type ConnectionOptions, withConnection } from './with-connection.js';

/**
 * Runs idempotent work on one connection under the database's bootstrap lock, so that twenty at once do it one after
 * the other. Waits as `withConnection` does.
 */
export async function withDatabase(
  options: ConnectionOptions,
  work: (client: Client, report: Report) => Promise<void>,
): Promise<BootstrapResult> {
  const report = new Report(options.log, options.label);
  await withConnection(options, async (client) => {
    await takeBootstrapLock(client);
    await work(client, report);
  });
  return report.result;
}
