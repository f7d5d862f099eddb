import { aspectOf } from '../../aspect.js';
import { failing, ok, warning } from '../../verdict.js';
import type { DeploymentFacts } from '../deployment-facts.js';
import { deploymentGroups } from '../groups.js';

/** A query without any work; pages ask dozens. */
const slowMs = 1_000;

export const store = aspectOf<DeploymentFacts>()({
  id: 'store',
  group: deploymentGroups.store,
  title: 'Collector DB',
  needs: ['store'],
  check({ store: { version, durationMs, role } }) {
    if (durationMs > slowMs) return warning(`It answers, but a query without any work takes ${durationMs} ms.`);
    return ok(`PostgreSQL ${version} answers in ${durationMs} ms over TLS, as ${role}.`);
  },
  whenUnknown: ({ reason, hint, mayPass }) =>
    mayPass
      ? failing(`It does not answer: ${reason}`, {
          mayPass,
          hint: 'Samples wait in the collector meanwhile and are stored when it is back.',
          fixes: [
            { kind: 'command', text: 'heroku pg:info DATABASE', note: 'Is it in maintenance, or over its limits?' },
          ],
        })
      : failing(`It cannot be used: ${reason}`, hint === undefined ? {} : { hint }),
});
