import { writeAudit } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { lookAtSource } from '../../sources/look-at-source.js';
import { defineRoute } from '../registry/route.js';
import { urlsAllowed } from './check-url.js';
import { databaseUrl, lookSchema } from './settings-schemas.js';

export const testUrl = defineRoute(
  {
    id: 'test-url',
    method: 'post',
    path: '/sources/test',
    summary: 'Connects to a URL once, before it is added; it is stored nowhere.',
    tag: 'Sources',
    role: 'admin',
    body: z.strictObject({ url: databaseUrl }),
    response: lookSchema,
    errors: ['url-sources-off'],
    // Enough for somebody who mistypes, and slow for somebody who scans.
    callsPerMinute: 10,
  },
  async ({ access, writing }, { body: { url }, user }) => {
    urlsAllowed(access);
    const result = await lookAtSource(access, () => ({ url, label: 'The URL', isEntered: true }));
    await writeAudit(writing, user, { action: 'test-url', target: 'a URL', after: { isUp: result.isUp } });
    return result;
  },
);
