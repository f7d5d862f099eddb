import { createApiToken } from '@pgwatch-heroku/gateway';
import { addApiToken, inPoolTransaction } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { defineRoute } from '../registry/route.js';
import { tokenRequest, tokenSchema } from './schemas.js';
import { toToken } from './to-token.js';

const dayMs = 86_400_000;

export const createToken = defineRoute(
  {
    id: 'create-token',
    method: 'post',
    path: '/settings/tokens',
    summary: 'Makes a token; the answer is the only place where it can ever be read.',
    tag: 'Settings',
    role: 'admin',
    body: tokenRequest,
    response: z.object({ token: z.string().describe('Shown once.'), info: tokenSchema }),
    status: 201,
  },
  async ({ writing }, { body: { name, role, expiresInDays }, user }) => {
    const { token, prefix, hash } = createApiToken();
    const expiresAt = expiresInDays === null ? null : new Date(Date.now() + expiresInDays * dayMs);
    const info = await inPoolTransaction(writing, (client) =>
      addApiToken(client, user, { name, prefix, hash, role, expiresAt }),
    );
    return { token, info: toToken(info) };
  },
);
