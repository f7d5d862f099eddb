import { aspectOf } from '../../aspect.js';
import { notAvailable, ok, warning } from '../../verdict.js';
import type { DeploymentFacts } from '../deployment-facts.js';
import { deploymentGroups } from '../groups.js';

export const grafana = aspectOf<DeploymentFacts>()({
  id: 'grafana',
  group: deploymentGroups.grafana,
  title: 'Grafana runs',
  needs: ['grafana'],
  check({ grafana: status }) {
    switch (status.state) {
      case 'ready':
        return ok('It runs beside these pages, at /grafana.');
      case 'starting':
        return warning(`It is starting.${status.reason ? ` ${status.reason}` : ''}`);
      case 'off':
        return warning(status.reason, { hint: status.hint });
      default:
        return notAvailable('None runs in this process; the charts of the pages work without it.');
    }
  },
});
