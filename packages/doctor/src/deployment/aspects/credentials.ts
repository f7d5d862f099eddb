import { aspectOf } from '../../aspect.js';
import { ok, warning } from '../../verdict.js';
import type { DeploymentFacts } from '../deployment-facts.js';
import { deploymentGroups } from '../groups.js';

export const credentials = aspectOf<DeploymentFacts>()({
  id: 'credentials',
  group: deploymentGroups.app,
  title: 'Credentials',
  needs: ['environment'],
  check({ environment: { ownerRole, collectorRole, grafanaRole } }) {
    const lacks = (role: string | null) => role === null || role === ownerRole;
    const missing = [
      ...(lacks(collectorRole) ? [{ name: 'pgwatch2', attachment: 'PGWATCH2', part: 'collector and pages' }] : []),
      ...(lacks(grafanaRole) ? [{ name: 'pgwatch2_grafana', attachment: 'PGWATCH2_GRAFANA', part: 'Grafana' }] : []),
    ];
    if (missing.length === 0) return ok('Hardened: collector, pages and Grafana each log in with a role of their own.');
    const parts = missing.map(({ part }) => part).join(' and ');
    return warning(`Degraded: ${parts} use the default credential of the Collector DB, which owns everything in it.`, {
      hint: 'It works so, and on Essential plans there is no other way: they have one credential. From Standard on these commands give each part its own; nothing is lost, each attach restarts the app.',
      fixes: [
        { kind: 'operation' as const, text: 'harden', note: 'All of it at once, with an API key:' },
        ...missing.flatMap(({ name, attachment, part }) => [
          {
            kind: 'command' as const,
            text: `heroku pg:credentials:create DATABASE --name ${name}`,
            note: `For ${part}; wait until heroku pg:credentials says "active".`,
          },
          {
            kind: 'command' as const,
            text: `heroku addons:attach <add-on> --credential ${name} --as ${attachment}`,
            note: "The add-on's name is in heroku addons.",
          },
        ]),
      ],
    });
  },
});
