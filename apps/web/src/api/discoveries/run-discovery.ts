import { inPoolTransaction, takeDiscovery, writeAudit } from '@pgwatch-heroku/store';
import { runDiscovery as run } from '../../discovery/run-discovery.js';
import { defineRoute } from '../registry/route.js';
import { urlsAllowed } from '../sources/check-url.js';
import { discoveryParams, discoverySchema } from './schemas.js';
import { noSuchDiscovery, readDiscovery } from './to-discovery.js';

export const runDiscovery = defineRoute(
  {
    id: 'run-discovery',
    method: 'post',
    path: '/discoveries/{name}/run',
    summary: 'Looks for databases now; a run that came to nothing says why in what it answers.',
    tag: 'Sources',
    role: 'admin',
    params: discoveryParams,
    response: discoverySchema,
    errors: ['no-such-discovery', 'url-sources-off'],
    callsPerMinute: 10,
  },
  async ({ writing, access }, { params: { name }, user }) => {
    urlsAllowed(access);
    const discovery = await inPoolTransaction(writing, async (client) => {
      const taken = await takeDiscovery(client, name);
      if (taken) await writeAudit(client, user, { action: 'run-discovery', target: name });
      return taken;
    });
    if (!discovery) throw noSuchDiscovery(name);
    await run({ access, writing }, user, discovery);
    return readDiscovery({ writing }, name);
  },
);
