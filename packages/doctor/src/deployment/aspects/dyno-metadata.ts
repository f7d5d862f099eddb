import { aspectOf } from '../../aspect.js';
import { notAvailable, ok, warning } from '../../verdict.js';
import type { DeploymentFacts } from '../deployment-facts.js';
import { deploymentGroups } from '../groups.js';

export const dynoMetadata = aspectOf<DeploymentFacts>()({
  id: 'dyno-metadata',
  group: deploymentGroups.app,
  title: 'Dyno metadata',
  needs: ['environment'],
  check({ environment: { isDyno, appName, release } }) {
    if (appName !== null)
      return ok(`The app knows itself: ${appName}${release === null ? '' : `, release ${release}`}.`);
    if (!isDyno) return notAvailable('It does not run on Heroku.');
    return warning('The app does not know its own name: links to the Heroku dashboard and printed commands lack it.', {
      fixes: [
        {
          kind: 'command',
          text: 'heroku labs:enable runtime-dyno-metadata',
          note: 'Counts from the next release on.',
        },
      ],
    });
  },
});
