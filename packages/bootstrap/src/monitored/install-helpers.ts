import type { Client } from '@pgwatch-heroku/shared';
import type { Report } from '../report.js';
import { activityHelper, type Helper, replicationHelper, statementsHelper } from '../sql/helper-definitions.js';
import {
  createHelper,
  dropHelper,
  grantHelper,
  readHelper,
  readStatementsColumns,
  revokeHelper,
} from '../sql/helpers.js';
import type { Ledger } from './ledger.js';

/**
 * Installs the original system's three helper functions for one role. They run with the owner's rights, so each is
 * pinned to pg_catalog and closed to everybody else in the transaction that makes it.
 */
export async function installHelpers(
  client: Client,
  report: Report,
  ledger: Ledger,
  options: { role: string; statementsSchema: string | undefined },
): Promise<void> {
  const helpers: Helper[] = [activityHelper, replicationHelper];
  if (options.statementsSchema !== undefined) {
    const columns = await readStatementsColumns(client, options.statementsSchema);
    helpers.push(statementsHelper(options.statementsSchema, columns));
  }
  for (const helper of helpers) {
    let sentences: string[] = [];
    const made = { kind: 'helper', name: helper.name } as const;
    const isNew = !(await readHelper(client, helper))?.isOurs;
    const refusal = await ledger.make(isNew ? [made] : [], async () => {
      sentences = await installHelper(client, helper, options.role);
    });
    if (!isNew) await ledger.join(made);
    for (const sentence of sentences) report.changed(sentence);
    // One function that a view depends on must not keep the others out.
    if (refusal !== undefined) {
      report.warn(
        `helper ${helper.name}: left as it is (${refusal}); drop the existing function and run monitored-bootstrap again`,
      );
    }
  }
}

async function installHelper(client: Client, helper: Helper, role: string): Promise<string[]> {
  const sentences: string[] = [];
  const before = await readHelper(client, helper);
  if (!before?.isOurs) {
    // CREATE OR REPLACE keeps owner and grants and refuses another result type: what is not ours goes first.
    if (before) await dropHelper(client, helper);
    await createHelper(client, helper);
    sentences.push(`helper ${helper.name}() ${before ? 'replaced' : 'created'}`);
  }
  const installed = await readHelper(client, helper);
  for (const grantee of installed?.grantees ?? []) {
    if (grantee === role) continue;
    await revokeHelper(client, helper, grantee);
    if (before?.isOurs) sentences.push(`helper ${helper.name}(): right to execute taken from ${grantee}`);
  }
  if (installed && role !== installed.owner && !installed.grantees.includes(role)) {
    await grantHelper(client, helper, role);
    sentences.push(`helper ${helper.name}(): ${role} may execute it`);
  }
  return sentences;
}
