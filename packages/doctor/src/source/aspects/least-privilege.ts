import { aspectOf } from '../../aspect.js';
import { minimalRightsSql, revokeRolesSql } from '../../sql/fixes.js';
import { type Fix, notAvailable, ok, warning } from '../../verdict.js';
import { countWords } from '../../words.js';
import { sourceGroups } from '../groups.js';
import type { Role, SourceFacts } from '../source-facts.js';

/** What the credential is called in the design and in all commands that are printed. */
const monitoringRole = 'pgwatch2';

/** How to come to a role that may do nothing but look. */
const ownRole: Fix[] = [
  {
    kind: 'command',
    text: `heroku pg:credentials:create <database> --name ${monitoringRole}`,
    note: 'On Heroku roles are made so, in no other way. Wait until heroku pg:credentials says "active".',
  },
  {
    kind: 'sql',
    text: minimalRightsSql(monitoringRole),
    note: 'In the monitored database, as its owner: all that it needs.',
  },
  {
    kind: 'command',
    text: `heroku addons:attach <database> --credential ${monitoringRole} --as PGWATCH2_MONITOREDDB_<NAME>`,
    note: 'Under the same name in the place of the present attachment; the history goes on.',
  },
];

export const leastPrivilege = aspectOf<SourceFacts>()({
  id: 'least-privilege',
  group: sourceGroups.rights,
  title: 'No more rights than needed',
  needs: ['role'],
  check({ role }) {
    const excess = excessOf(role);
    if (role.isSuperuser) {
      return warning(`The role ${role.role} is a superuser: whoever has its password may do anything on this server.`, {
        fixes: ownRole,
      });
    }
    if (role.isOwner) {
      const owns = `The role ${role.role} owns the database: it could change and drop everything in it.`;
      if (!role.ownerMonitors) {
        return notAvailable(`${owns} This plan has no other role.`, {
          hint: 'All that is asked here is asked in read-only transactions. Plans from Standard on have credentials.',
        });
      }
      return warning(owns, {
        hint: 'All that is asked here is asked in read-only transactions; a role of its own makes sure of it.',
        fixes: ownRole,
      });
    }
    if (excess.details.length === 0) return ok(`The role ${role.role} may look and change nothing.`);
    return warning(`The role ${role.role} may do more than look.`, excess);
  },
});

function excessOf({ role, attributes, memberships, writableTables, owner }: Role): { details: string[]; fixes: Fix[] } {
  const details = [
    ...attributes.map((name) => `attribute ${name}`),
    ...memberships.map((name) => `member of ${name}`),
    ...(writableTables > 0 ? [`may write into ${countWords(writableTables, 'table')}`] : []),
  ];
  const fixes: Fix[] = [];
  if (memberships.length > 0) {
    fixes.push({ kind: 'sql', text: revokeRolesSql(memberships, role), note: `As ${owner}, or whoever granted them.` });
  }
  if (writableTables > 0 || attributes.length > 0) fixes.push(...ownRole);
  return { details, fixes };
}
