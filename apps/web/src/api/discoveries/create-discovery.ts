import { addDiscovery, discoveryKey, inPoolTransaction, takeDiscovery } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { runDiscovery } from '../../discovery/run-discovery.js';
import { problem } from '../registry/problem.js';
import { defineRoute } from '../registry/route.js';
import { checkUrl, urlsAllowed } from '../sources/check-url.js';
import { databaseUrl, namePatterns, partialSettings, sourceName } from '../sources/settings-schemas.js';
import { discoverySchema } from './schemas.js';
import { readDiscovery } from './to-discovery.js';

export const createDiscovery = defineRoute(
  {
    id: 'create-discovery',
    method: 'post',
    path: '/discoveries',
    summary: 'Adds the databases of a server now, and from now on every one that appears; what vanishes is paused.',
    tag: 'Sources',
    role: 'admin',
    body: z.strictObject({
      name: sourceName.describe('What the names of its sources begin with: <name>_<database>.'),
      url: databaseUrl,
      ...namePatterns,
      settings: partialSettings.optional().describe('Of each source that it adds.'),
    }),
    response: discoverySchema,
    status: 201,
    errors: ['url-sources-off', 'bad-url', 'name-taken', 'no-such-preset'],
    callsPerMinute: 20,
  },
  async ({ writing, access }, { body: { name, url, include, exclude, settings = {} }, user }) => {
    urlsAllowed(access);
    await checkUrl(access, url);
    const outcome = await inPoolTransaction(writing, (client) =>
      addDiscovery(client, user, {
        ...{ name, include, exclude, sealedUrl: access.seal(url, discoveryKey(name)) },
        settings: settings as Parameters<typeof addDiscovery>[2]['settings'],
      }),
    );
    if (outcome === 'no-such-preset')
      throw problem('no-such-preset', 'There is no preset of this name', 'Look at /presets.');
    if (outcome === 'name-taken')
      throw problem('name-taken', `There is a discovery named ${name} already`, 'Choose another name.');
    const discovery = await takeDiscovery(writing, name);
    if (discovery) await runDiscovery({ access, writing }, user, discovery);
    return readDiscovery({ writing }, name);
  },
);
