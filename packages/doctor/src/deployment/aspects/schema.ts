import { aspectOf } from '../../aspect.js';
import { failing, ok } from '../../verdict.js';
import type { DeploymentFacts } from '../deployment-facts.js';
import { deploymentGroups } from '../groups.js';

export const schema = aspectOf<DeploymentFacts>()({
  id: 'schema',
  group: deploymentGroups.store,
  title: 'Schema and release phase',
  needs: ['schema', 'environment'],
  check({ schema: { expected, actual, appliedAt }, environment: { release } }) {
    const ours = release === null ? '' : ` This is release ${release}.`;
    if (actual === undefined || actual < expected) {
      return failing(
        `Migrations are pending: the schema is at ${actual ?? 'none'}, this code needs ${expected}.${ours}`,
        {
          hint: 'The release phase brings it up to date, and so does every dyno at its start.',
          fixes: [
            {
              kind: 'command',
              text: 'heroku run collector-bootstrap',
              note: 'Does it now, and says what stands against it.',
            },
          ],
        },
      );
    }
    if (actual > expected) {
      return failing(`The schema is at ${actual}, which is newer than this code (${expected}).${ours}`, {
        hint: 'An older release was rolled back to: deploy the version that made this schema, or a newer one.',
        fixes: [{ kind: 'command', text: 'heroku releases', note: 'Which release was the last.' }],
      });
    }
    const when =
      appliedAt === undefined ? '' : `, bootstrapped at ${appliedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    return ok(`At ${actual}${when}; nothing is pending.${ours}`);
  },
});
