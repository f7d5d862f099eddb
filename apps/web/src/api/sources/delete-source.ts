import { inPoolTransaction, deleteSource as remove } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { problem } from '../registry/problem.js';
import { defineRoute } from '../registry/route.js';
import { noSuchSource } from './no-such-source.js';
import { nameParams } from './schemas.js';

export const deleteSource = defineRoute(
  {
    id: 'delete-source',
    method: 'delete',
    path: '/sources/{name}',
    summary: 'Ends the monitoring of a source; its history is kept, or removed within minutes.',
    tag: 'Sources',
    role: 'admin',
    params: nameParams,
    query: z.object({ data: z.enum(['keep', 'remove']).default('keep') }),
    errors: ['no-such-source', 'attached'],
  },
  async ({ writing }, { params: { name }, query: { data }, user }) => {
    const outcome = await inPoolTransaction(writing, (client) =>
      remove(client, user, { name, withData: data === 'remove' }),
    );
    if (outcome === 'no-such-source') throw noSuchSource(name);
    if (outcome === 'attached') throw isAttached(name);
  },
);

const isAttached = (name: string) =>
  problem(
    'attached',
    `${name} is attached to this app and would be back at the next restart`,
    'Detach its database first (heroku addons:detach), or switch the source off.',
  );
