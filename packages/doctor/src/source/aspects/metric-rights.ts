import { aspectOf } from '../../aspect.js';
import { createExtensionSql, grantMonitorSql } from '../../sql/fixes.js';
import { type Fix, notAvailable, ok, warning } from '../../verdict.js';
import { countWords } from '../../words.js';
import { sourceGroups } from '../groups.js';
import type { SourceFacts } from '../source-facts.js';

export const metricRights = aspectOf<SourceFacts>()({
  id: 'metric-rights',
  group: sourceGroups.rights,
  title: 'What each metric needs',
  needs: ['role', 'metricAccess'],
  check({ role, metricAccess: { asked, missing } }) {
    if (asked === 0) return notAvailable('Its preset asks for nothing that a server answers.');
    if (missing.length === 0) return ok(`It gives all ${countWords(asked, 'metric')} that are asked of it.`);
    const details = missing.map(({ metric, reason }) => `${metric}: ${reason}`);
    const fixes: Fix[] = [];
    const lacksRight = missing.some(({ kind }) => kind === 'right');
    if (lacksRight && !role.canMonitor && role.ownerMonitors) {
      fixes.push({ kind: 'sql', text: grantMonitorSql(role.role), note: `In this database, as ${role.owner}.` });
    }
    const offered = [...new Set(missing.flatMap(({ extension }) => (extension?.isOffered ? extension.name : [])))];
    if (offered.length > 0) {
      fixes.push({ kind: 'sql', text: createExtensionSql(offered), note: `In this database, as ${role.owner}.` });
    }
    const hint = missing.find(({ hint }) => hint !== null)?.hint ?? undefined;
    const summary = `${missing.length} of ${countWords(asked, 'metric')} that are asked of it cannot be had.`;
    const rest = { details, fixes, ...(hint === undefined ? {} : { hint }) };
    // Where the owner itself lacks the right, or the server the extension, nobody here can change it.
    const isThePlan = missing.every(({ kind, extension }) =>
      kind === 'right' ? !role.ownerMonitors : kind === 'extension' && extension?.isOffered === false,
    );
    return isThePlan ? notAvailable(`${summary} This plan does not have them.`, rest) : warning(summary, rest);
  },
});
