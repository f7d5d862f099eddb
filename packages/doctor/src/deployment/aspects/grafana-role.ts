import { aspectOf } from '../../aspect.js';
import { failing, notAvailable, ok, warning } from '../../verdict.js';
import type { DeploymentFacts } from '../deployment-facts.js';
import { deploymentGroups } from '../groups.js';

const bootstrap = {
  kind: 'command' as const,
  text: 'heroku run grafana-bootstrap',
  note: 'Gives it what it needs and takes the rest.',
};

export const grafanaRole = aspectOf<DeploymentFacts>()({
  id: 'grafana-role',
  group: deploymentGroups.grafana,
  title: "Role of Grafana's data source",
  needs: ['readingRole'],
  check({ readingRole }) {
    if (readingRole === null) {
      return notAvailable(
        'It has none of its own, so that Grafana is open to admins only; the charts of the pages are for all.',
        {
          hint: 'Plans from Standard on have credentials: see Credentials below.',
        },
      );
    }
    const { role, rights } = readingRole;
    if (!rights)
      return failing(`The role ${role} of PGWATCH2_GRAFANA_URL is not in the Collector DB.`, { fixes: [bootstrap] });
    if (!rights.canReadSamples)
      return failing(`The role ${role} cannot read the samples: dashboards stay empty.`, { fixes: [bootstrap] });
    if (rights.hasTooMuch) {
      return warning(`The role ${role} may do more than read samples, and so may everybody who may use Grafana.`, {
        fixes: [bootstrap],
      });
    }
    return ok(`The role ${role} reads samples and nothing else.`);
  },
});
