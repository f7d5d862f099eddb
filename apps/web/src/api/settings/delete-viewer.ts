import { inPoolTransaction, removeViewer } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { problem } from '../registry/problem.js';
import { defineRoute } from '../registry/route.js';

export const deleteViewer = defineRoute(
  {
    id: 'delete-viewer',
    method: 'delete',
    path: '/settings/viewers/{name}',
    summary: 'Removes a viewer, which ends their sessions.',
    tag: 'Settings',
    role: 'admin',
    params: z.object({ name: z.string() }),
    errors: ['no-such-viewer'],
  },
  async ({ writing }, { params: { name }, user }) => {
    const isRemoved = await inPoolTransaction(writing, (client) => removeViewer(client, user, name));
    if (!isRemoved) throw problem('no-such-viewer', 'There is no such viewer');
  },
);
