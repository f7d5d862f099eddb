import type { Client } from '@pgwatch-heroku/shared';
import type { Report } from '../report.js';
import { createExtension, findExtensionSchema, schemaExists } from '../sql/extension.js';
import type { Ledger } from './ledger.js';

export const statementsExtension = 'pg_stat_statements';
const made = { kind: 'extension', name: statementsExtension } as const;
// From 2022 to 2024 Heroku made extensions only in heroku_ext; since then anywhere. Databases of both times are about.
const schemas = ['public', 'heroku_ext'];

/** Installs pg_stat_statements where the plan allows; returns the schema it is in, or undefined with a warning. */
export async function installStatements(client: Client, report: Report, ledger: Ledger): Promise<string | undefined> {
  const existing = await findExtensionSchema(client, statementsExtension);
  if (existing !== undefined) {
    await ledger.join(made);
    return existing;
  }
  const refusals: string[] = [];
  for (const schema of schemas) {
    if (!(await schemaExists(client, schema))) continue;
    const refusal = await ledger.make([made], () => createExtension(client, statementsExtension, schema));
    if (refusal === undefined) {
      report.changed(`extension ${statementsExtension} installed in schema ${schema}`);
      return await findExtensionSchema(client, statementsExtension);
    }
    refusals.push(refusal);
  }
  report.warn(
    `extension ${statementsExtension} could not be installed (${refusals.join('; ')}): statement metrics stay off; run CREATE EXTENSION ${statementsExtension} by hand when the plan allows it`,
  );
  return undefined;
}
