import type { Client } from '@pgwatch-heroku/shared';
import { grants } from '../grants.js';
import type { Report } from '../report.js';
import { grantRole, hasRightsOf } from '../sql/roles.js';
import { findSchemasWithout, grantSchemaRights } from '../sql/schema-rights.js';
import type { Ledger } from './ledger.js';

/** Gives `role` pg_monitor where the plan allows; returns whether it has it. */
export async function grantMonitor(client: Client, report: Report, ledger: Ledger, role: string): Promise<boolean> {
  const [monitor] = grants.monitor.on;
  const made = { kind: 'role', name: monitor, to: role } as const;
  const isMonitor = () => hasRightsOf(client, role, monitor);
  if (await isMonitor()) {
    await ledger.join(made);
    return true;
  }
  const refusal = await ledger.make([made], async () => {
    await grantRole(client, monitor, role);
    return isMonitor();
  });
  if (refusal === undefined && (await isMonitor())) {
    report.changed(`${monitor} granted to ${role}`);
    return true;
  }
  report.warn(
    `${monitor} cannot be granted to ${role} on this plan (${refusal ?? 'the grant had no effect'}): it reads sessions and statements of others through the helper functions only`,
  );
  return false;
}

/** New credentials on Heroku may not even look into a schema. */
export async function grantSchemaUsage(
  client: Client,
  report: Report,
  ledger: Ledger,
  { role, schema }: { role: string; schema: string },
): Promise<void> {
  const { rights } = grants.monitorSchemas;
  const made = { kind: 'schema', name: schema, to: role } as const;
  const isMissing = async () => (await findSchemasWithout(client, [schema], role, rights)).length > 0;
  if (!(await isMissing())) return ledger.join(made);
  const refusal = await ledger.make([made], async () => {
    await grantSchemaRights(client, schema, role, rights);
    return !(await isMissing());
  });
  if (refusal === undefined && !(await isMissing())) {
    report.changed(`${rights.join(' and ')} on schema ${schema} granted to ${role}`);
  } else {
    report.warn(
      `${rights.join(' and ')} on schema ${schema} cannot be granted to ${role} (${refusal ?? 'the grant had no effect'})`,
    );
  }
}
