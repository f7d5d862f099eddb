import type { Client } from '@pgwatch-heroku/shared';
import { extendedSchemas } from '../our-objects.js';
import { refusalOf } from '../refusal.js';
import type { Report } from '../report.js';
import { findForeignObjects, giveObject } from '../sql/ownership.js';
import { canActAs, grantRole, roleExists } from '../sql/roles.js';
import { findSchemasWithout, grantSchemaRights } from '../sql/schema-rights.js';
import { readSessionFacts } from '../sql/session.js';
import { findSequencesNotUsable, findTablesNotWritable, grantSequence, grantWriting } from '../sql/write-rights.js';

/**
 * Makes `role`, as which the collector logs in, the owner of everything of ours: it adds columns and partitions, which
 * only an owner may. We keep our rights as a member of it. Object by object, each in a moment: a release must not
 * stop the collector that is still running, and one that is killed half-way goes on where it ended.
 */
export async function giveToCollector(client: Client, report: Report, role: string): Promise<void> {
  if (!(await roleExists(client, role))) {
    report.warn(`role ${role} of PGWATCH2_URL is not in this database yet: run collector-bootstrap again when it is`);
    return;
  }
  for (const schema of await findSchemasWithout(client, extendedSchemas, role, ['USAGE', 'CREATE'])) {
    await grantSchemaRights(client, schema, role, ['USAGE', 'CREATE']);
    report.changed(`schema ${schema}: USAGE and CREATE granted to ${role}`);
  }
  const foreign = await findForeignObjects(client, role);
  if (foreign.length === 0) return;

  const refusal = await becomeMember(client, report, role);
  if (refusal !== undefined) {
    await grantInstead(client, report, role);
    report.warn(
      `the default credential may not give tables to ${role} (${refusal}): ${role} can write but not add columns and partitions; run heroku pg:credentials:repair-default, then collector-bootstrap`,
    );
    return;
  }
  let given = 0;
  const kept: string[] = [];
  try {
    for (const object of foreign) {
      const reason = await refusalOf(() => giveObject(client, object, role));
      if (reason === undefined) given++;
      else kept.push(`${object.name} (${reason})`);
    }
  } finally {
    // Also when it ends half-way: what was given is given.
    if (given > 0) report.changed(`${given} tables, views, types and functions given to ${role}`);
  }
  if (kept.length > 0) report.warn(`could not be given to ${role}: ${kept.slice(0, 5).join(', ')}`);
}

/** Giving needs membership; with no more than ADMIN OPTION on the role we can make ourselves a member. */
async function becomeMember(client: Client, report: Report, role: string): Promise<string | undefined> {
  const { role: self, versionNum } = await readSessionFacts(client);
  if (self === role || (await canActAs(client, role, versionNum))) return undefined;
  const reason = await refusalOf(() => grantRole(client, role, self));
  if (reason !== undefined) return reason;
  if (!(await canActAs(client, role, versionNum))) return `membership in ${role} has no effect`;
  report.changed(`${self} is now a member of ${role}`);
  return undefined;
}

async function grantInstead(client: Client, report: Report, role: string): Promise<void> {
  const tables = await findTablesNotWritable(client, role);
  for (const table of tables) await grantWriting(client, table, role);
  const sequences = await findSequencesNotUsable(client, role);
  for (const sequence of sequences) await grantSequence(client, sequence, role);
  const count = tables.length + sequences.length;
  if (count > 0) report.changed(`${count} tables and sequences: ${role} may read and write them`);
}
