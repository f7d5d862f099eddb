import { aspectOf } from '../../aspect.js';
import { ok, warning } from '../../verdict.js';
import { countWords } from '../../words.js';
import type { DeploymentFacts } from '../deployment-facts.js';
import { deploymentGroups } from '../groups.js';

export const attachedDatabases = aspectOf<DeploymentFacts>()({
  id: 'attached-databases',
  group: deploymentGroups.app,
  title: 'Attached databases',
  needs: ['environment'],
  check({ environment: { notMonitored, monitored } }) {
    if (notMonitored.length === 0)
      return ok(`All are in use; ${countWords(monitored, 'attached database')} monitored.`);
    return warning(`${countWords(notMonitored.length, 'attached database')} not monitored.`, {
      details: notMonitored,
      hint: 'A database is monitored when its attachment is named PGWATCH2_MONITOREDDB_<NAME>.',
      fixes: [
        { kind: 'page' as const, text: '/add-heroku', note: 'With an API key, one click each:' },
        ...notMonitored.map((variable) => {
          const alias = variable.replace(/_URL$/, '').replace(/^HEROKU_POSTGRESQL_/, '');
          return {
            kind: 'command' as const,
            text: `heroku addons:attach <add-on> --as PGWATCH2_MONITOREDDB_${alias}`,
            note: `The database of ${variable}; heroku addons has the name of the add-on.`,
          };
        }),
      ],
    });
  },
});
