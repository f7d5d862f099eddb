import { AppError, codeOf } from '@pgwatch-heroku/shared';
import { listSources, readSealedUrl, writeAudit } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { findDatabases, withSource } from '../../sources/look-at-source.js';
import { problem } from '../registry/problem.js';
import { defineRoute } from '../registry/route.js';
import { urlsAllowed } from './check-url.js';
import { databaseUrl, namePatterns } from './settings-schemas.js';

export const discoverDatabases = defineRoute(
  {
    id: 'discover-databases',
    method: 'post',
    path: '/sources/discover',
    summary: 'Lists the databases of a server, by a URL or by a source of it.',
    tag: 'Sources',
    role: 'admin',
    body: z.strictObject({
      of: z.union([z.strictObject({ url: databaseUrl }), z.strictObject({ source: z.string() })]),
      ...namePatterns,
    }),
    response: z.object({
      databases: z.array(
        z.object({ name: z.string(), mayConnect: z.boolean(), sources: z.array(z.string()).describe('Of this name.') }),
      ),
    }),
    errors: ['url-sources-off', 'unreachable', 'bad-request'],
    callsPerMinute: 10,
  },
  async ({ access, reading, writing }, { body: { of, include, exclude }, user }) => {
    urlsAllowed(access);
    // It changes nothing, but goes where somebody wants it to: before it does, in case that takes long.
    if ('url' in of) await writeAudit(writing, user, { action: 'discover-databases', target: 'a URL' });
    try {
      const address =
        'url' in of
          ? { url: of.url, label: 'The URL', isEntered: true }
          : access.addressOf(of.source, await readSealedUrl(reading, of.source));
      const found = await withSource(access, address, (client) => findDatabases(client, include, exclude));
      const names = (await listSources(reading)).map(({ name }) => name);
      return {
        databases: found.map((one) => ({ ...one, sources: names.filter((name) => isNamedAfter(name, one.name)) })),
      };
    } catch (error) {
      if (codeOf(error) === '2201B') throw problem('bad-request', 'A pattern is not a regular expression');
      if (error instanceof AppError) throw problem('unreachable', error.message, error.hint);
      throw error;
    }
  },
);

/** As createSource() names several databases of a server. */
const isNamedAfter = (source: string, database: string) => source === database || source.endsWith(`_${database}`);
