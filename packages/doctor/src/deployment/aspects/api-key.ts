import { aspectOf } from '../../aspect.js';
import { ok, warning } from '../../verdict.js';
import type { DeploymentFacts } from '../deployment-facts.js';
import { deploymentGroups } from '../groups.js';

export const apiKey = aspectOf<DeploymentFacts>()({
  id: 'api-key',
  group: deploymentGroups.app,
  title: 'Heroku API key',
  needs: ['environment'],
  check({ environment: { hasApiKey } }) {
    if (!hasApiKey) return ok('None is left in the config vars.');
    return warning('HEROKU_API_KEY is still among the config vars: it can do all that its account can.', {
      hint: 'Only the set-up needs it. Unsetting it restarts the app once.',
      fixes: [
        { kind: 'operation', text: 'unset-key', note: 'When the set-up is done, with one click:' },
        { kind: 'command', text: 'heroku config:unset HEROKU_API_KEY', note: 'Or by hand.' },
        { kind: 'page', text: '/setup', note: 'Whether the set-up is done.' },
      ],
    });
  },
});
