import { z } from 'zod';
import { defineRoute } from '../registry/route.js';

export const sessionSchema = z
  .object({
    user: z.string(),
    role: z.enum(['admin', 'viewer']),
    via: z.enum(['session', 'token']),
    csrfToken: z
      .string()
      .describe('To be sent as `X-CSRF-Token` with every request that changes something; empty for a token.'),
  })
  .meta({ id: 'SessionInfo' });

export const getSession = defineRoute(
  {
    id: 'get-session',
    method: 'get',
    path: '/session',
    summary: 'Who is signed in.',
    tag: 'Session',
    role: 'viewer',
    response: sessionSchema,
  },
  async (_context, { user: { user, role, via, csrfToken } }) => ({ user, role, via, csrfToken }),
);
