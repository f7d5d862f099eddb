import { type Client, codeOf, messageOf } from '@pgwatch-heroku/shared';
import { mayPass } from '../failure.js';
import type { Report } from '../report.js';
import { grantRole, grantSchema, hasRightsOf, mayUseSchema } from '../sql/roles.js';

/** Gives `role` pg_monitor where the plan allows; returns whether it has it. */
export async function grantMonitor(client: Client, report: Report, role: string): Promise<boolean> {
  if (await hasRightsOf(client, role, 'pg_monitor')) return true;
  const refusal = await attempt(() => grantRole(client, 'pg_monitor', role));
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
  if (await mayUseSchema(client, role, schema)) return;
  const refusal = await attempt(() => grantSchema(client, schema, role, 'USAGE'));
  if (refusal === undefined && (await mayUseSchema(client, role, schema))) {
    report.changed(`USAGE on schema ${schema} granted to ${role}`);
  } else {
    report.warn(`USAGE on schema ${schema} cannot be granted to ${role} (${refusal ?? 'the grant had no effect'})`);
  }
}

/** The reason of the server's refusal; undefined when there was none. */
async function attempt(grant: () => Promise<void>): Promise<string | undefined> {
  try {
    await grant();
    return undefined;
  } catch (error) {
    if (mayPass(error) || codeOf(error) === undefined) throw error;
    return messageOf(error);
  }
}
