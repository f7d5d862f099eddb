import { aspectOf } from '../../aspect.js';
import { whoIsConnectedSql } from '../../sql/fixes.js';
import { type Fix, failing, ok, warning } from '../../verdict.js';
import { sourceGroups } from '../groups.js';
import type { SourceFacts } from '../source-facts.js';

/** The collector does not connect where fewer are free: the database needs its last ones itself. */
const leastFree = 2;
const fullShare = 0.8;

const fixes: Fix[] = [
  { kind: 'sql', text: whoIsConnectedSql, note: 'Who holds them.' },
  { kind: 'command', text: 'heroku pg:ps <database>', note: 'What they do. A connection pool needs fewer.' },
];

export const connections = aspectOf<SourceFacts>()({
  id: 'connections',
  group: sourceGroups.limits,
  title: 'Connections',
  needs: ['connections'],
  check({ connections: c }) {
    const limits = [
      { of: 'the server', limit: c.serverLimit, used: c.serverUsed },
      { of: 'the database', limit: c.databaseLimit ?? Infinity, used: c.databaseUsed },
      { of: 'the role', limit: c.roleLimit ?? Infinity, used: c.roleUsed },
    ];
    const [tightest = limits[0]] = limits.toSorted((a, b) => a.limit - a.used - (b.limit - b.used));
    const { of = '', limit = 0, used = 0 } = tightest ?? {};
    const summary = `${used} of ${limit} connections of ${of} are taken.`;
    if (limit - used < leastFree) {
      return failing(`${summary} The collector leaves the last ones to the application and does not connect.`, {
        fixes,
      });
    }
    return used / limit >= fullShare ? warning(summary, { fixes }) : ok(summary);
  },
});
