import { inPoolTransaction, setAdminPassword } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { problem } from '../registry/problem.js';
import { defineRoute } from '../registry/route.js';
import { newPassword } from './schemas.js';

export const changePassword = defineRoute(
  {
    id: 'change-password',
    method: 'put',
    path: '/settings/password',
    summary: "Puts a password in the place of PGWATCH2_ADMIN_PASSWORD's, until that config var changes.",
    tag: 'Settings',
    role: 'admin',
    body: z.strictObject({ current: z.string().max(1_024), next: newPassword }),
    response: z.object({
      csrfToken: z.string().describe('Of the session that goes on; all others of the admin have ended.'),
    }),
    errors: ['wrong-password', 'session-needed', 'too-many-requests'],
    callsPerMinute: 10,
  },
  async ({ writing, passwords }, { body: { current, next }, user, http: { request } }) => {
    if (user.via === 'token') {
      throw problem('session-needed', 'A token cannot change the password', 'Sign in with a browser.');
    }
    const isRight = await passwords.isAdmins(current);
    if (isRight === undefined) {
      throw problem('too-many-requests', 'Too many passwords are tried just now', 'Wait a moment, then try again.');
    }
    if (!isRight) throw problem('wrong-password', 'The current password is another one');
    const stored = await passwords.toStored(next);
    await inPoolTransaction(writing, (client) => setAdminPassword(client, user, stored));
    return { csrfToken: await passwords.renew(request) };
  },
);
