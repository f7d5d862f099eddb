import { AppError, type Client, closeClient, connect, type Logger, messageOf } from '@pgwatch-heroku/shared';
import type { AlertState } from '../alerts/alert-files.js';
import { grafanaSchema } from './database-setting.js';
import { createSchema, hasProvisionedPolicies, limitOwnRole, readSchemaRights } from './sql/grafana-store.js';

export interface GrafanaDatabases {
  /** Of Grafana's own tables. */
  storeUrl: string;
  storeVariable: string;
  /** Of what its dashboards read. */
  dataUrl: string;
  dataVariable: string;
  /** Whether the second has a role of its own, which can do nothing but read. */
  hasReadingRole: boolean;
}

const common = { applicationName: 'pgwatch-heroku grafana', statementTimeoutMs: 10_000, queryTimeoutMs: 15_000 };

/**
 * What a panel's query may take, below the router's 30 s. Grafana itself ends no query of a PostgreSQL data source, so
 * the server does.
 */
const readingLimits = { statement_timeout: '25s', default_transaction_read_only: 'on' };

/**
 * Sees to it that Grafana will find its schema, and that its reading role has limits. Returns what its tables say of
 * alerts.
 *
 * @throws AppError by connect(), or `configuration` when the schema cannot be had.
 */
export async function prepareDatabases(databases: GrafanaDatabases, log: Logger): Promise<AlertState> {
  const { storeUrl, storeVariable, dataUrl, dataVariable, hasReadingRole } = databases;
  const hasOurPolicies = await withClient({ ...common, url: storeUrl, label: storeVariable }, async (client) => {
    const { exists, canCreate } = await readSchemaRights(client, grafanaSchema);
    if (exists && canCreate) return hasProvisionedPolicies(client, grafanaSchema);
    try {
      if (exists) throw new Error(`the role may not create tables in schema ${grafanaSchema}`);
      await createSchema(client, grafanaSchema);
      return false;
    } catch (cause) {
      throw new AppError('configuration', `Grafana has no schema for its own tables: ${messageOf(cause)}`, {
        cause,
        hint: 'Run grafana-bootstrap on the app of the Collector DB (heroku run grafana-bootstrap), with the same credential attached there as PGWATCH2_GRAFANA_STORE.',
        retryable: true,
      });
    }
  });
  if (!hasReadingRole) return { hasOurPolicies };
  try {
    await withClient({ ...common, url: dataUrl, label: dataVariable }, (client) => limitOwnRole(client, readingLimits));
  } catch (error) {
    // Dashboards say by themselves what is wrong with their database; Grafana can start.
    log.warn({ event: 'grafana-data-source', err: error }, `Grafana's data source: ${messageOf(error)}`);
  }
  return { hasOurPolicies };
}

async function withClient<T>(options: Parameters<typeof connect>[0], work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connect(options);
  try {
    return await work(client);
  } finally {
    await closeClient(client);
  }
}
