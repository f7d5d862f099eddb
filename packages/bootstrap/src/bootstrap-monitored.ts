import { grantMonitor, grantSchemaUsage } from './monitored/grant-monitoring.js';
import { installHelpers } from './monitored/install-helpers.js';
import { installStatements } from './monitored/install-statements.js';
import { Ledger } from './monitored/ledger.js';
import type { BootstrapOptions, BootstrapResult, ForApp } from './options.js';
import { credentialOf, hasRightsOf, roleExists } from './sql/roles.js';
import { readSessionFacts } from './sql/session.js';
import { withDatabase } from './with-database.js';

export interface MonitoredOptions extends BootstrapOptions, ForApp {
  /** The role that the collector logs in as; the owner itself when absent. */
  monitoringRole?: string | undefined;
  /** Installs the helper functions even where pg_monitor makes them unnecessary. */
  helpers?: boolean;
  /** Heroku's credential whose role that is, where it is not the default one. */
  credential?: string | undefined;
}

/**
 * Gives the monitoring role what it needs in a monitored database: pg_stat_statements, pg_monitor, USAGE on public,
 * and the helper functions where pg_monitor cannot be had. What the plan refuses is a warning, never an error.
 *
 * @throws AppError `unavailable` after the deadline, `configuration` for a refused login or an unreadable URL.
 */
export async function bootstrapMonitored(options: MonitoredOptions): Promise<BootstrapResult> {
  const { label = 'MONITOREDDB_URL' } = options;
  return withDatabase({ ...options, label }, async (client, report) => {
    const { role: owner } = await readSessionFacts(client);
    const role = await credentialOf(client, options.monitoringRole ?? owner);
    const ledger = new Ledger(client, report, options);
    // Another app's, perhaps: it must not go with that one.
    if (options.credential !== undefined) await ledger.join({ kind: 'credential', name: options.credential });
    const statementsSchema = await installStatements(client, report, ledger);

    if (!(await roleExists(client, role))) {
      report.warn(
        `role ${role} is not in this database yet: run monitored-bootstrap again when its credential is active`,
      );
      return;
    }
    if (role === owner) {
      if (!(await hasRightsOf(client, owner, 'pg_monitor'))) report.limited('no-monitoring-rights');
      if (options.helpers) await installHelpers(client, report, ledger, { role, statementsSchema });
      return;
    }
    const isMonitor = await grantMonitor(client, report, ledger, role);
    for (const schema of new Set(['public', ...(statementsSchema === undefined ? [] : [statementsSchema])])) {
      await grantSchemaUsage(client, report, ledger, { role, schema });
    }
    if (!isMonitor || options.helpers) await installHelpers(client, report, ledger, { role, statementsSchema });
  });
}
