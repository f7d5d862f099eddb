import { aspectOf } from '../../aspect.js';
import { notAvailable, ok, warning } from '../../verdict.js';
import { ageWords } from '../../words.js';
import type { DeploymentFacts } from '../deployment-facts.js';
import { deploymentGroups } from '../groups.js';

/** Whoever keeps house looks every few minutes. */
const silentSeconds = 3_600;

export const retention = aspectOf<DeploymentFacts>()({
  id: 'retention',
  group: deploymentGroups.store,
  title: 'Retention',
  needs: ['storage', 'history'],
  check({ storage: { history: kept, checkedAt, nowSeconds }, history: wanted }) {
    if (kept === null || checkedAt === null) return notAvailable('No collector has kept house yet.');
    const age = nowSeconds - checkedAt;
    if (age > silentSeconds) {
      return warning(`Nobody has kept house for ${ageWords(age)}: old samples are not removed.`, {
        fixes: [{ kind: 'command', text: 'heroku logs --dyno collector', note: 'A collector does it.' }],
      });
    }
    const says = `Every fetch is kept for ${kept.rawDays} days, one per ten minutes up to ${kept.tenMinutesDays} days, one per hour up to ${kept.retentionDays} days`;
    if (kept.retentionDays < wanted.retentionDays || kept.rawDays < Math.min(wanted.rawDays, wanted.retentionDays)) {
      return warning(`${says}; ${wanted.rawDays} and ${wanted.retentionDays} days were asked for.`, {
        hint: 'There is too little room for that: see the disk budget.',
      });
    }
    return ok(`${says}.`);
  },
});
