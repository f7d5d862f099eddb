import type { Client } from '@pgwatch-heroku/shared';
import { ourSchemas } from '../our-objects.js';
import type { Report } from '../report.js';
import {
  findColumnsNotReadable,
  findExcessRights,
  findSchemasWithoutFutureReading,
  findTablesNotReadable,
  grantFutureReading,
  grantReading,
  grantReadingColumns,
  revokeRights,
} from '../sql/read-rights.js';
import { credentialOf } from '../sql/roles.js';
import { readSessionFacts } from '../sql/session.js';
import { readableColumns, readableSchemas } from './readable.js';

/** Opens what we own to Grafana's role for reading, and closes what it holds beyond that. */
export async function grantReadingOfOurs(client: Client, report: Report, role: string): Promise<void> {
  const tables = await findTablesNotReadable(client, readableSchemas, role);
  if (tables.length > 0) {
    await grantReading(client, tables, role);
    report.changed(`${tables.length} tables and views: ${role} may read them`);
  }

  for (const [table, columns] of Object.entries(readableColumns)) {
    const missing = await findColumnsNotReadable(client, 'pgwatch2', table, columns, role);
    if (missing.length === 0) continue;
    await grantReadingColumns(client, 'pgwatch2', table, missing, role);
    report.changed(`table pgwatch2.${table}: ${role} may read ${missing.length} columns`);
  }

  for (const excess of await findExcessRights(client, ourSchemas, ['pgwatch2'], role)) {
    await revokeRights(client, excess, role);
    report.changed(`table ${excess.name}: ${excess.rights.join(', ')} taken from ${role}`);
  }
}

/** Tables, partitions and views that the credential of this connection makes from now on are readable by birth. */
export async function grantReadingOfFuture(client: Client, report: Report, role: string): Promise<void> {
  const maker = await credentialOf(client, (await readSessionFacts(client)).role);
  const roles = { maker, role };
  for (const schema of await findSchemasWithoutFutureReading(client, [...readableSchemas, 'public'], roles)) {
    await grantFutureReading(client, schema, roles);
    report.changed(`schema ${schema}: ${role} may read tables made from now on`);
  }
}
