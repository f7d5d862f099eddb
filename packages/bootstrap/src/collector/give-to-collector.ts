import type { Client } from '@pgwatch-heroku/shared';
import { becomeMember } from '../become-member.js';
import { giveObjects } from '../give-objects.js';
import { grantWriting } from '../grant-writing.js';
import { grants } from '../grants.js';
import { ourSchemas } from '../our-objects.js';
import type { Report } from '../report.js';
import { findForeignObjects } from '../sql/ownership.js';
import { roleExists } from '../sql/roles.js';
import { findSchemasWithout, grantSchemaRights } from '../sql/schema-rights.js';

/**
 * Makes `role`, as which the collector logs in, the owner of everything of ours: it adds columns and partitions, which
 * only an owner may. We keep our rights as a member of it.
 */
export async function giveToCollector(client: Client, report: Report, role: string): Promise<void> {
  if (!(await roleExists(client, role))) {
    report.warn(`role ${role} of PGWATCH2_URL is not in this database yet: run collector-bootstrap again when it is`);
    return;
  }
  const { on, rights } = grants.collectorSchemas;
  for (const schema of await findSchemasWithout(client, on, role, rights)) {
    await grantSchemaRights(client, schema, role, rights);
    report.changed(`schema ${schema}: ${rights.join(' and ')} granted to ${role}`);
  }
  const foreign = await findForeignObjects(client, ourSchemas, role);
  if (foreign.length === 0) return;

  const refusal = await becomeMember(client, report, role);
  if (refusal === undefined) {
    await giveObjects(client, report, foreign, role);
    return;
  }
  await grantWriting(client, report, grants.collectorTables.on, role);
  report.warn(
    `the default credential may not give tables to ${role} (${refusal}): ${role} can write but not add columns and partitions; run heroku pg:credentials:repair-default, then collector-bootstrap`,
  );
}
