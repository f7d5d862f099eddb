import { aspectOf } from '../../aspect.js';
import { failing, notAvailable, ok, warning } from '../../verdict.js';
import { countWords, listWords } from '../../words.js';
import type { DeploymentFacts } from '../deployment-facts.js';
import { deploymentGroups } from '../groups.js';

export const leases = aspectOf<DeploymentFacts>()({
  id: 'leases',
  group: deploymentGroups.collector,
  title: 'Each source has its dyno',
  needs: ['collectors'],
  check({ collectors: { monitored, leased } }) {
    if (monitored.length === 0) return notAvailable('There is no source to monitor.');
    const without = monitored.filter((name) => !leased.includes(name));
    if (without.length === 0) return ok(`Of ${countWords(monitored.length, 'source')} each is fetched by a dyno.`);
    const summary = `No dyno fetches ${listWords(without)}.`;
    const rest = {
      details: without,
      hint: 'After a restart the leases move within 15 s. A source that was added moments ago is taken up within a minute.',
      fixes: [{ kind: 'command' as const, text: 'heroku logs --dyno collector', note: 'Why it takes none.' }],
      mayPass: true,
    };
    return without.length === monitored.length ? failing(summary, rest) : warning(summary, rest);
  },
});
