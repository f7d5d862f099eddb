import { inPoolTransaction, removeDiscovery } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { defineRoute } from '../registry/route.js';
import { discoveryParams } from './schemas.js';
import { noSuchDiscovery } from './to-discovery.js';

export const deleteDiscovery = defineRoute(
  {
    id: 'delete-discovery',
    method: 'delete',
    path: '/discoveries/{name}',
    summary: 'Looks for no more databases there; its sources stay, or are deleted with their history kept.',
    tag: 'Sources',
    role: 'admin',
    params: discoveryParams,
    query: z.object({ sources: z.enum(['keep', 'delete']).default('keep') }),
    errors: ['no-such-discovery'],
  },
  async ({ writing }, { params: { name }, query: { sources }, user }) => {
    const isRemoved = await inPoolTransaction(writing, (client) =>
      removeDiscovery(client, user, { name, withSources: sources === 'delete' }),
    );
    if (!isRemoved) throw noSuchDiscovery(name);
  },
);
