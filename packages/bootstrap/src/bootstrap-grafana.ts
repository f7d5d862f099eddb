import { AppError, parseDatabaseUrl } from '@pgwatch-heroku/shared';
import { grantReadingOfFuture, grantReadingOfOurs } from './grafana/grant-reading.js';
import { visibleSchemas } from './grafana/readable.js';
import type { BootstrapOptions, BootstrapResult } from './options.js';
import { schemaExists } from './sql/extension.js';
import { hasRightsOf, roleExists } from './sql/roles.js';
import { findSchemasWithout, grantSchemaRights } from './sql/schema-rights.js';
import { withDatabase } from './with-database.js';

export interface GrafanaOptions extends BootstrapOptions {
  /** URL of credential `pgwatch2`, when the collector logs in as another role than the owner. */
  pgwatch2Url?: string | undefined;
  /** URL of credential `pgwatch2_grafana`; absent on plans without credentials. */
  grafanaUrl?: string | undefined;
}

/**
 * Lets Grafana's role read the samples, now and in future, and nothing else. Each role opens what it owns itself, one
 * connection after the other: the default credential need not be a member of `pgwatch2`.
 *
 * @throws AppError `unavailable` after the deadline, `configuration` for a refused login or a wrong attachment.
 */
export async function bootstrapGrafana(options: GrafanaOptions): Promise<BootstrapResult> {
  const { label = 'DATABASE_URL', grafanaUrl, pgwatch2Url } = options;
  // Without a role of its own there is nothing to grant.
  if (grafanaUrl === undefined) return { changes: [], warnings: [], limits: ['no-grafana-role'] };
  const owner = parseDatabaseUrl(options.url, label);
  const grafana = parseDatabaseUrl(grafanaUrl, 'PGWATCH2_GRAFANA_URL');
  const collector = pgwatch2Url === undefined ? owner : parseDatabaseUrl(pgwatch2Url, 'PGWATCH2_URL');
  if (grafana.database !== owner.database) {
    throw new AppError('configuration', `PGWATCH2_GRAFANA_URL leads to another database than ${label}`, {
      hint: 'Attach credential pgwatch2_grafana of the add-on that DATABASE is attached to.',
    });
  }
  if (grafana.user === owner.user || grafana.user === collector.user) {
    throw new AppError('configuration', `PGWATCH2_GRAFANA_URL logs in as ${grafana.user}, which may write`, {
      hint: 'Attach credential pgwatch2_grafana instead: it may read samples and nothing else.',
    });
  }
  const role = grafana.user;

  const first = await withDatabase({ ...options, label }, async (client, report) => {
    if (!(await schemaExists(client, 'samples'))) {
      report.warn('the Collector DB has no schema yet: run collector-bootstrap, then grafana-bootstrap');
      return;
    }
    if (!(await roleExists(client, role))) {
      report.warn(
        `role ${role} is not in this database yet: run grafana-bootstrap again when its credential is active`,
      );
      return;
    }
    for (const writer of new Set([owner.user, collector.user])) {
      if (!(await roleExists(client, writer)) || !(await hasRightsOf(client, role, writer))) continue;
      report.warn(`role ${role} is a member of ${writer} and may write: REVOKE ${writer} FROM ${role}`);
    }
    for (const schema of await findSchemasWithout(client, visibleSchemas, role, ['USAGE'])) {
      await grantSchemaRights(client, schema, role, ['USAGE']);
      report.changed(`schema ${schema}: USAGE granted to ${role}`);
    }
    await grantReadingOfOurs(client, report, role);
    if (collector.user === owner.user) await grantReadingOfFuture(client, report, role);
  });
  if (pgwatch2Url === undefined || collector.user === owner.user || first.warnings.length > 0) return first;

  const second = await withDatabase({ ...options, url: pgwatch2Url, label: 'PGWATCH2_URL' }, async (client, report) => {
    await grantReadingOfOurs(client, report, role);
    await grantReadingOfFuture(client, report, role);
  });
  return {
    changes: [...first.changes, ...second.changes],
    warnings: [...first.warnings, ...second.warnings],
    limits: [...first.limits, ...second.limits],
  };
}
