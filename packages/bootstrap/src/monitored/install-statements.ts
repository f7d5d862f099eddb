import type { Client } from '@pgwatch-heroku/shared';
import { refusalOf } from '../refusal.js';
import type { Report } from '../report.js';
import { createExtension, findExtensionSchema, schemaExists } from '../sql/extension.js';

const extension = 'pg_stat_statements';
// From 2022 to 2024 Heroku made extensions only in heroku_ext; since then anywhere. Databases of both times are about.
const schemas = ['public', 'heroku_ext'];

/** Installs pg_stat_statements where the plan allows; returns the schema it is in, or undefined with a warning. */
export async function installStatements(client: Client, report: Report): Promise<string | undefined> {
  const existing = await findExtensionSchema(client, extension);
  if (existing !== undefined) return existing;
  const refusals: string[] = [];
  for (const schema of schemas) {
    if (!(await schemaExists(client, schema))) continue;
    const refusal = await refusalOf(() => createExtension(client, extension, schema));
    if (refusal === undefined) {
      report.changed(`extension ${extension} installed in schema ${schema}`);
      return await findExtensionSchema(client, extension);
    }
    refusals.push(refusal);
  }
  report.warn(
    `extension ${extension} could not be installed (${refusals.join('; ')}): statement metrics stay off; run CREATE EXTENSION ${extension} by hand when the plan allows it`,
  );
  return undefined;
}
