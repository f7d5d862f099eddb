import { deleteSource, inPoolTransaction, updateSource } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { defineRoute } from '../registry/route.js';
import { noSuchPreset } from './no-such-preset.js';
import { partialSettings } from './settings-schemas.js';

const outcomes = ['updated', 'deleted', 'no-such-source', 'attached'] as const;

/** All of them or, where PostgreSQL refuses one, none. */
export const changeSources = defineRoute(
  {
    id: 'change-sources',
    method: 'post',
    path: '/sources/bulk',
    summary: 'Changes or deletes many sources at once.',
    tag: 'Sources',
    role: 'admin',
    body: z.strictObject({
      names: z.array(z.string()).min(1).max(500),
      change: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('update'), settings: partialSettings }),
        z.strictObject({ kind: z.literal('delete'), data: z.enum(['keep', 'remove']) }),
      ]),
    }),
    response: z.object({ results: z.array(z.object({ name: z.string(), outcome: z.enum(outcomes) })) }),
    errors: ['no-such-preset'],
  },
  async ({ writing }, { body: { names, change }, user }) => {
    const results = await inPoolTransaction(writing, async (client) => {
      const made: { name: string; outcome: (typeof outcomes)[number] }[] = [];
      // In the order of their names, so that two of these cannot deadlock.
      for (const name of [...new Set(names)].sort()) {
        if (change.kind === 'delete') {
          const outcome = await deleteSource(client, user, { name, withData: change.data === 'remove' });
          made.push({ name, outcome });
          continue;
        }
        const settings = change.settings as Parameters<typeof updateSource>[2]['settings'];
        const { outcome } = await updateSource(client, user, { name, settings });
        made.push({ name, outcome: outcome === 'updated' ? 'updated' : 'no-such-source' });
      }
      return made;
    }).catch(noSuchPreset);
    return { results };
  },
);
