import { listDiscoveries as list } from '@pgwatch-heroku/store';
import { defineRoute } from '../registry/route.js';
import { discoveriesSchema } from './schemas.js';
import { toDiscovery } from './to-discovery.js';

export const listDiscoveries = defineRoute(
  {
    id: 'list-discoveries',
    method: 'get',
    path: '/discoveries',
    summary: 'Servers whose databases are looked for again and again, and how the last run of each went.',
    tag: 'Sources',
    role: 'viewer',
    response: discoveriesSchema,
  },
  async ({ reading, access }) => ({ isOff: !access.allowsUrls, discoveries: (await list(reading)).map(toDiscovery) }),
);
