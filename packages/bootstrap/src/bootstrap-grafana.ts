import { type Client, parseDatabaseUrl } from '@pgwatch-heroku/shared';
import { grantReadingOfFuture, grantReadingOfOurs } from './grafana/grant-reading.js';
import { ownStore } from './grafana/own-store.js';
import { readGrafanaRole } from './grafana/read-grafana-role.js';
import { grants } from './grants.js';
import type { BootstrapOptions, BootstrapResult } from './options.js';
import type { Report } from './report.js';
import { schemaExists } from './sql/extension.js';
import { credentialOf, hasRightsOf, roleExists } from './sql/roles.js';
import { findSchemasWithout, grantSchemaRights } from './sql/schema-rights.js';
import { withDatabase } from './with-database.js';

export interface GrafanaOptions extends BootstrapOptions {
  /** URL of credential `pgwatch2`, when the collector logs in as another role than the owner. */
  pgwatch2Url?: string | undefined;
  /** URL of credential `pgwatch2_grafana`; absent on plans without credentials. */
  grafanaUrl?: string | undefined;
  /** URL of credential `pgwatch2_grafana_store`, as which Grafana keeps its own tables; the owner does without it. */
  grafanaStoreUrl?: string | undefined;
}

/**
 * Makes the schema for Grafana's own tables, and lets Grafana's role read the samples, now and in future, and nothing
 * else. Each role opens what it owns itself, one connection after the other: the default credential need not be a
 * member of `pgwatch2`.
 *
 * @throws AppError `unavailable` after the deadline, `configuration` for a refused login or a wrong attachment.
 */
export async function bootstrapGrafana(options: GrafanaOptions): Promise<BootstrapResult> {
  const { label = 'DATABASE_URL', grafanaUrl, grafanaStoreUrl, pgwatch2Url } = options;
  const owner = parseDatabaseUrl(options.url, label);
  const collector = pgwatch2Url === undefined ? owner : parseDatabaseUrl(pgwatch2Url, 'PGWATCH2_URL');
  const writers = [owner.user, collector.user];
  const login = readGrafanaRole('PGWATCH2_GRAFANA_URL', grafanaUrl, { label, database: owner.database, writers });
  const storeLogin = readGrafanaRole('PGWATCH2_GRAFANA_STORE_URL', grafanaStoreUrl, {
    label,
    database: owner.database,
    writers: login === undefined ? writers : [...writers, login],
  });

  let isReady = false;
  const first = await withDatabase({ ...options, label }, async (client, report) => {
    await ownStore(client, report, storeLogin && (await credentialOf(client, storeLogin)));
    // Without a role of its own there is nothing to grant.
    if (login === undefined) return report.limited('no-grafana-role');
    const role = await credentialOf(client, login);
    isReady = await isReadyToGrant(client, report, role);
    if (!isReady) return;
    await openSchemas(client, report, role, writers);
    await grantReadingOfOurs(client, report, role);
    if (collector.user === owner.user) await grantReadingOfFuture(client, report, role);
  });
  if (login === undefined || !isReady || pgwatch2Url === undefined || collector.user === owner.user) return first;

  const second = await withDatabase({ ...options, url: pgwatch2Url, label: 'PGWATCH2_URL' }, async (client, report) => {
    const role = await credentialOf(client, login);
    await grantReadingOfOurs(client, report, role);
    await grantReadingOfFuture(client, report, role);
  });
  return {
    changes: [...first.changes, ...second.changes],
    warnings: [...first.warnings, ...second.warnings],
    limits: [...first.limits, ...second.limits],
  };
}

async function isReadyToGrant(client: Client, report: Report, role: string): Promise<boolean> {
  if (!(await schemaExists(client, 'samples'))) {
    report.warn('the Collector DB has no schema yet: run collector-bootstrap, then grafana-bootstrap');
    return false;
  }
  if (await roleExists(client, role)) return true;
  report.warn(`role ${role} is not in this database yet: run grafana-bootstrap again when its credential is active`);
  return false;
}

async function openSchemas(client: Client, report: Report, role: string, writers: readonly string[]): Promise<void> {
  for (const writer of new Set(writers)) {
    if (!(await roleExists(client, writer)) || !(await hasRightsOf(client, role, writer))) continue;
    report.warn(`role ${role} is a member of ${writer} and may write: REVOKE ${writer} FROM ${role}`);
  }
  const { on, rights } = grants.grafanaSchemas;
  for (const schema of await findSchemasWithout(client, on, role, rights)) {
    await grantSchemaRights(client, schema, role, rights);
    report.changed(`schema ${schema}: ${rights.join(' and ')} granted to ${role}`);
  }
}
