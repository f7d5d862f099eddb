import { discoveryKey, inPoolTransaction, setDiscoveryUrl as setUrl, takeDiscovery } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { runDiscovery } from '../../discovery/run-discovery.js';
import { withDatabase } from '../../sources/with-database.js';
import { defineRoute } from '../registry/route.js';
import { checkUrl, urlsAllowed } from '../sources/check-url.js';
import { databaseUrl } from '../sources/settings-schemas.js';
import { discoveryParams, discoverySchema } from './schemas.js';
import { noSuchDiscovery, readDiscovery } from './to-discovery.js';

export const setDiscoveryUrl = defineRoute(
  {
    id: 'set-discovery-url',
    method: 'put',
    path: '/discoveries/{name}/url',
    summary:
      'Gives a discovery and all its sources another URL, a new password or host, and looks for databases there.',
    tag: 'Sources',
    role: 'admin',
    params: discoveryParams,
    body: z.strictObject({ url: databaseUrl }),
    response: discoverySchema,
    errors: ['no-such-discovery', 'url-sources-off', 'bad-url'],
    callsPerMinute: 20,
  },
  async ({ writing, access }, { params: { name }, body: { url }, user }) => {
    urlsAllowed(access);
    await checkUrl(access, url);
    const discovery = await inPoolTransaction(writing, async (client) => {
      const isSet = await setUrl(client, user, {
        ...{ name, sealedUrl: access.seal(url, discoveryKey(name)) },
        seal: (source, database) => access.seal(withDatabase(url, database), source),
      });
      return isSet ? takeDiscovery(client, name) : undefined;
    });
    if (!discovery) throw noSuchDiscovery(name);
    await runDiscovery({ access, writing }, user, discovery);
    return readDiscovery({ writing }, name);
  },
);
