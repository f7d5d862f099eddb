import type { Client } from '@pgwatch-heroku/shared';
import { refusalOf } from '../refusal.js';
import type { Report } from '../report.js';
import { grantRole, hasRightsOf } from '../sql/roles.js';
import { findSchemasWithout, grantSchemaRights } from '../sql/schema-rights.js';

/** Gives `role` pg_monitor where the plan allows; returns whether it has it. */
export async function grantMonitor(client: Client, report: Report, role: string): Promise<boolean> {
  if (await hasRightsOf(client, role, 'pg_monitor')) return true;
  const refusal = await refusalOf(() => grantRole(client, 'pg_monitor', role));
  if (refusal === undefined && (await hasRightsOf(client, role, 'pg_monitor'))) {
    report.changed(`pg_monitor granted to ${role}`);
    return true;
  }
  report.warn(
    `pg_monitor cannot be granted to ${role} on this plan (${refusal ?? 'the grant had no effect'}): it reads sessions and statements of others through the helper functions only`,
  );
  return false;
}

/** New credentials on Heroku may not even look into a schema. */
export async function grantSchemaUsage(client: Client, report: Report, role: string, schema: string): Promise<void> {
  const isMissing = async () => (await findSchemasWithout(client, [schema], role, ['USAGE'])).length > 0;
  if (!(await isMissing())) return;
  const refusal = await refusalOf(() => grantSchemaRights(client, schema, role, ['USAGE']));
  if (refusal === undefined && !(await isMissing())) {
    report.changed(`USAGE on schema ${schema} granted to ${role}`);
  } else {
    report.warn(`USAGE on schema ${schema} cannot be granted to ${role} (${refusal ?? 'the grant had no effect'})`);
  }
}
