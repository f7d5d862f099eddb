import { inPoolTransaction, setViewerPassword as setPassword } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { problem } from '../registry/problem.js';
import { defineRoute } from '../registry/route.js';
import { newPassword } from './schemas.js';

export const setViewerPassword = defineRoute(
  {
    id: 'set-viewer-password',
    method: 'put',
    path: '/settings/viewers/{name}/password',
    summary: 'Gives a viewer another password, which ends their sessions.',
    tag: 'Settings',
    role: 'admin',
    params: z.object({ name: z.string() }),
    body: z.strictObject({ password: newPassword }),
    errors: ['no-such-viewer'],
    // Each costs a scrypt hash.
    callsPerMinute: 30,
  },
  async ({ writing, passwords }, { params: { name }, body: { password }, user }) => {
    const hash = await passwords.hash(password);
    const isKnown = await inPoolTransaction(writing, (client) => setPassword(client, user, { name, hash }));
    if (!isKnown) throw problem('no-such-viewer', 'There is no such viewer');
  },
);
