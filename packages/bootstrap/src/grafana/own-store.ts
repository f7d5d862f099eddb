import type { Client } from '@pgwatch-heroku/shared';
import { becomeMember } from '../become-member.js';
import { giveObjects } from '../give-objects.js';
import { grantWriting } from '../grant-writing.js';
import { grants } from '../grants.js';
import { grafanaSchema } from '../our-objects.js';
import type { Report } from '../report.js';
import { findForeignObjects } from '../sql/ownership.js';
import { roleExists } from '../sql/roles.js';
import { createSchema, findSchemasWithout, giveSchema, grantSchemaRights, isSchemaOf } from '../sql/schema-rights.js';

/**
 * Makes the schema for Grafana's own tables. With `role`, that of PGWATCH2_GRAFANA_STORE_URL, the schema and all that
 * Grafana has made in it so far belong to it; without, to us, as whom Grafana then logs in.
 */
export async function ownStore(client: Client, report: Report, role: string | undefined): Promise<void> {
  if (await createSchema(client, grafanaSchema)) report.changed(`schema ${grafanaSchema} created`);
  if (role === undefined) return;
  if (!(await roleExists(client, role))) {
    report.warn(`role ${role} is not in this database yet: run grafana-bootstrap again when its credential is active`);
    return;
  }
  const isOwner = await isSchemaOf(client, grafanaSchema, role);
  const foreign = await findForeignObjects(client, [grafanaSchema], role);
  if (isOwner && foreign.length === 0) return;

  const refusal = await becomeMember(client, report, role);
  if (refusal === undefined) {
    if (!isOwner) {
      await giveSchema(client, grafanaSchema, role);
      report.changed(`schema ${grafanaSchema} given to ${role}`);
    }
    await giveObjects(client, report, foreign, role);
    return;
  }
  const { rights } = grants.storeSchemaRights;
  for (const schema of await findSchemasWithout(client, [grafanaSchema], role, rights)) {
    await grantSchemaRights(client, schema, role, rights);
    report.changed(`schema ${schema}: ${rights.join(' and ')} granted to ${role}`);
  }
  await grantWriting(client, report, grants.storeTables.on, role);
  report.warn(
    `the default credential may not give schema ${grafanaSchema} to ${role} (${refusal}): Grafana works, but a newer Grafana cannot change its tables; run heroku pg:credentials:repair-default, then grafana-bootstrap`,
  );
}
