import { inPoolTransaction, setSourceUrl as setUrl } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { defineRoute } from '../registry/route.js';
import { checkUrl, urlsAllowed } from './check-url.js';
import { noSuchSource } from './no-such-source.js';
import { nameParams } from './schemas.js';
import { databaseUrl } from './settings-schemas.js';

export const setSourceUrl = defineRoute(
  {
    id: 'set-source-url',
    method: 'put',
    path: '/sources/{name}/url',
    summary: 'Gives a source that was added by URL another one: a new password, a new host.',
    tag: 'Sources',
    role: 'admin',
    params: nameParams,
    body: z.strictObject({ url: databaseUrl }),
    errors: ['no-such-source', 'url-sources-off', 'bad-url'],
    callsPerMinute: 20,
  },
  async ({ writing, access }, { params: { name }, body: { url }, user }) => {
    urlsAllowed(access);
    await checkUrl(access, url);
    const sealedUrl = access.seal(url, name);
    const isSet = await inPoolTransaction(writing, (client) => setUrl(client, user, { name, sealedUrl }));
    if (!isSet) throw noSuchSource(name);
  },
);
