import { aspectOf } from '../../aspect.js';
import { failing, ok } from '../../verdict.js';
import { listWords } from '../../words.js';
import type { DeploymentFacts } from '../deployment-facts.js';
import { deploymentGroups } from '../groups.js';

export const secrets = aspectOf<DeploymentFacts>()({
  id: 'secrets',
  group: deploymentGroups.app,
  title: 'Secrets',
  needs: ['environment'],
  check({ environment: { missingSecrets: missing } }) {
    if (missing.length === 0) return ok('PGWATCH2_ADMIN_PASSWORD and PGWATCH2_SECRET_KEY are set.');
    return failing(
      `${listWords(missing)} ${missing.length > 1 ? 'are' : 'is'} not set, or too short: the web dyno does not start.`,
      {
        fixes: [
          {
            kind: 'command',
            text: `heroku config:set ${missing.map((name) => `${name}="$(openssl rand -hex 24)"`).join(' ')}`,
            note: 'The Heroku button generates them; a git push does not.',
          },
        ],
      },
    );
  },
});
