import type { Client } from '@pgwatch-heroku/shared';
import { grafanaSchema, ourSchemas } from '../our-objects.js';
import type { Report } from '../report.js';
import {
  closeSchemaToPublic,
  closeTableToPublic,
  findSchemasOpenToPublic,
  findTablesOpenToPublic,
} from '../sql/public-rights.js';

const closedSchemas = [...ourSchemas, grafanaSchema];

/**
 * Takes from everybody what nobody gave on purpose: a customer's default privileges, an old release's grant. A closed
 * schema closes what is in it, but not to the data source's role, which may look into some of them: hence the tables.
 */
export async function closeToPublic(client: Client, report: Report): Promise<void> {
  for (const schema of await findSchemasOpenToPublic(client, closedSchemas)) {
    await closeSchemaToPublic(client, schema);
    report.changed(`schema ${schema}: rights taken from PUBLIC`);
  }
  for (const table of await findTablesOpenToPublic(client, closedSchemas)) {
    await closeTableToPublic(client, table);
    report.changed(`table ${table}: rights taken from PUBLIC`);
  }
}
