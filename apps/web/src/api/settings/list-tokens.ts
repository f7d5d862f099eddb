import { listApiTokens } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { defineRoute } from '../registry/route.js';
import { tokenSchema } from './schemas.js';
import { toToken } from './to-token.js';

export const listTokens = defineRoute(
  {
    id: 'list-tokens',
    method: 'get',
    path: '/settings/tokens',
    summary: 'All tokens that were ever made, the latest first; the tokens themselves are nowhere.',
    tag: 'Settings',
    role: 'admin',
    response: z.object({ tokens: z.array(tokenSchema) }),
  },
  async ({ reading }) => ({ tokens: (await listApiTokens(reading)).map(toToken) }),
);
