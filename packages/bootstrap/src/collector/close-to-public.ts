import type { Client } from '@pgwatch-heroku/shared';
import type { Report } from '../report.js';
import { closeSchemaToPublic, findSchemasOpenToPublic } from '../sql/public-rights.js';

/** Takes from everybody what nobody gave on purpose: a customer's default privileges, an old release's grant. */
export async function closeToPublic(client: Client, report: Report): Promise<void> {
  for (const schema of await findSchemasOpenToPublic(client)) {
    await closeSchemaToPublic(client, schema);
    report.changed(`schema ${schema}: rights taken from PUBLIC`);
  }
}
