import { ensurePanelTables } from '@pgwatch-heroku/grafana';
import { emptyTables, metrics, presets } from '@pgwatch-heroku/metrics';
import { AppError, type Client, parseDatabaseUrl } from '@pgwatch-heroku/shared';
import { loadDefinitions, migrate } from '@pgwatch-heroku/store';
import { closeToPublic } from './collector/close-to-public.js';
import { giveToCollector } from './collector/give-to-collector.js';
import type { BootstrapOptions, BootstrapResult } from './options.js';
import type { Report } from './report.js';
import { credentialOf } from './sql/roles.js';
import { readSessionFacts } from './sql/session.js';
import { withDatabase } from './with-database.js';

export interface CollectorOptions extends BootstrapOptions {
  /** URL of credential `pgwatch2`, as which web and collector log in; absent on plans without credentials. */
  pgwatch2Url?: string | undefined;
}

/**
 * Brings the Collector DB to the schema of this code: migrations, metric definitions, presets, and the ownership that
 * the collector needs. Run it as often and as many at once as you like; what is as it should be is left alone.
 *
 * @throws AppError `unavailable` after the deadline, `schema-newer`, `configuration` for a refused login or a
 * PGWATCH2_URL of another database.
 */
export async function bootstrapCollector(options: CollectorOptions): Promise<BootstrapResult> {
  const { label = 'DATABASE_URL' } = options;
  return withDatabase({ ...options, label }, prepareCollector({ ...options, label }));
}

/** The work itself, for callers with a patience of their own. */
export function prepareCollector(
  options: Pick<CollectorOptions, 'url' | 'pgwatch2Url' | 'log'> & { label: string },
): (client: Client, report: Report) => Promise<void> {
  const collectorRole = readCollectorRole(options);
  return async (client, report) => {
    const { applied } = await migrate(client, { log: options.log });
    for (const name of applied) report.changed(`migration ${name} applied`);
    // Before the definitions, which make empty views of all that has no table yet.
    const { made, refused } = await ensurePanelTables(client);
    if (made.length > 0) report.changed(`${made.length} tables, columns and views made for dashboards`);
    for (const reason of refused) report.warn(`some panels of Grafana show an error: ${reason}`);
    const { changed } = await loadDefinitions(client, {
      metrics,
      presets,
      emptyTables: Object.values(emptyTables).flat(),
    });
    for (const name of changed) report.changed(`${name} loaded`);
    await closeToPublic(client, report);
    const login = collectorRole ?? (await readSessionFacts(client)).role;
    await giveToCollector(client, report, await credentialOf(client, login));
  };
}

/** Wrong attachments are found by the database's name, which a failover keeps; the host may differ for a moment. */
function readCollectorRole(options: { url: string; pgwatch2Url?: string | undefined; label: string }) {
  const { database } = parseDatabaseUrl(options.url, options.label);
  if (options.pgwatch2Url === undefined) return undefined;
  const collector = parseDatabaseUrl(options.pgwatch2Url, 'PGWATCH2_URL');
  if (collector.database === database) return collector.user;
  throw new AppError('configuration', `PGWATCH2_URL leads to another database than ${options.label}`, {
    hint: 'Attach credential pgwatch2 of the add-on that DATABASE is attached to; monitored databases are attached as PGWATCH2_MONITOREDDB_<NAME>.',
  });
}
