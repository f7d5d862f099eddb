import { addUrlSource, inPoolTransaction } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { withDatabase } from '../../sources/with-database.js';
import { problem } from '../registry/problem.js';
import { defineRoute } from '../registry/route.js';
import { checkUrl, urlsAllowed } from './check-url.js';
import { noSuchPreset } from './no-such-preset.js';
import { databaseUrl, partialSettings, sourceName } from './settings-schemas.js';

export const createSource = defineRoute(
  {
    id: 'create-source',
    method: 'post',
    path: '/sources',
    summary: 'Adds a database by URL, or several databases of its server; the collector begins within seconds.',
    tag: 'Sources',
    role: 'admin',
    body: z.strictObject({
      name: sourceName.describe('Of several databases what their names begin with: <name>_<database>.'),
      url: databaseUrl,
      databases: z.array(z.string().min(1).max(63)).min(1).max(100).optional(),
      settings: partialSettings.optional(),
    }),
    response: z.object({ names: z.array(z.string()) }),
    status: 201,
    errors: ['url-sources-off', 'bad-url', 'name-taken', 'no-such-preset'],
    callsPerMinute: 20,
  },
  async ({ writing, access }, { body: { name, url, databases, settings = {} }, user }) => {
    urlsAllowed(access);
    await checkUrl(access, url);
    const wanted = databases
      ? databases.map((database) => ({ name: `${name}_${database}`, url: withDatabase(url, database) }))
      : [{ name, url }];
    await inPoolTransaction(writing, async (client) => {
      for (const one of wanted) {
        const isAdded = await addUrlSource(client, user, {
          name: one.name,
          sealedUrl: access.seal(one.url, one.name),
          settings: settings as Parameters<typeof addUrlSource>[2]['settings'],
        });
        if (!isAdded)
          throw problem('name-taken', `There is a source named ${one.name} already`, 'Choose another name.');
      }
    }).catch(noSuchPreset);
    return { names: wanted.map((one) => one.name) };
  },
);
