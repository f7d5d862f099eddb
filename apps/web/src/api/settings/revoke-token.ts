import { inPoolTransaction, revokeApiToken } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { problem } from '../registry/problem.js';
import { defineRoute } from '../registry/route.js';

/** What an int of PostgreSQL holds. */
const maxId = 2_147_483_647;

export const revokeToken = defineRoute(
  {
    id: 'revoke-token',
    method: 'delete',
    path: '/settings/tokens/{id}',
    summary: 'Ends a token at once, for good.',
    tag: 'Settings',
    role: 'admin',
    params: z.object({ id: z.coerce.number().int().min(1).max(maxId) }),
    errors: ['no-such-token'],
  },
  async ({ writing }, { params: { id }, user }) => {
    const isRevoked = await inPoolTransaction(writing, (client) => revokeApiToken(client, user, id));
    if (!isRevoked) throw problem('no-such-token', 'There is no such token, or it was revoked before');
  },
);
