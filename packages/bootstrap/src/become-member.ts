import type { Client } from '@pgwatch-heroku/shared';
import { refusalOf } from './refusal.js';
import type { Report } from './report.js';
import { canActAs, grantRole } from './sql/roles.js';
import { readSessionFacts } from './sql/session.js';

/**
 * Makes us a member of `role`, because giving it objects needs membership; with no more than ADMIN OPTION on the role we
 * can do that ourselves. Returns why not, or undefined.
 */
export async function becomeMember(client: Client, report: Report, role: string): Promise<string | undefined> {
  const { role: self, versionNum } = await readSessionFacts(client);
  if (self === role || (await canActAs(client, role, versionNum))) return undefined;
  const reason = await refusalOf(() => grantRole(client, role, self));
  if (reason !== undefined) return reason;
  if (!(await canActAs(client, role, versionNum))) return `membership in ${role} has no effect`;
  report.changed(`${self} is now a member of ${role}`);
  return undefined;
}
