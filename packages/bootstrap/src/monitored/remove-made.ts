import type { Client } from '@pgwatch-heroku/shared';
import { grants } from '../grants.js';
import type { Made } from '../sql/ledger.js';
import { dropExtension, dropHelperFunction, isHelperOfOurs, revokeRole, revokeSchemaRights } from '../sql/removal.js';
import { roleExists } from '../sql/roles.js';
import { statementsExtension } from './install-statements.js';

const helperNames: readonly string[] = grants.helpers.on;
const credentialNames: readonly string[] = [grants.monitor.to];
const roleNames: readonly string[] = grants.monitor.on;

/** Whether it is a credential that our code makes, whatever else is written down there. */
export const isCredentialOfOurs = ({ kind, name }: Made): boolean =>
  kind === 'credential' && credentialNames.includes(name);

/**
 * Undoes one thing and says so; undefined when it is gone already. Only what our code makes is undone, whatever the
 * entry says: it is text in a database of somebody else's. A credential is Heroku's to delete, not ours.
 */
export async function removeMade(client: Client, { kind, name, to }: Made): Promise<string | undefined> {
  const hasGrantee = to !== undefined && (await roleExists(client, to));
  if (kind === 'extension' && name === statementsExtension) {
    await dropExtension(client, name);
    return `extension ${name} removed`;
  }
  if (kind === 'helper' && helperNames.includes(name) && (await isHelperOfOurs(client, name))) {
    await dropHelperFunction(client, name);
    return `helper ${name}() removed`;
  }
  if (kind === 'role' && hasGrantee && roleNames.includes(name)) {
    await revokeRole(client, name, to);
    return `${name} taken from ${to}`;
  }
  if (kind === 'schema' && hasGrantee) {
    await revokeSchemaRights(client, name, to);
    return `${grants.monitorSchemas.rights.join(', ')} on schema ${name} taken from ${to}`;
  }
  return undefined;
}
