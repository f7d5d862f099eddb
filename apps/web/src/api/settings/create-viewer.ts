import { addViewer, inPoolTransaction } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { problem } from '../registry/problem.js';
import { defineRoute } from '../registry/route.js';
import { viewerRequest } from './schemas.js';

export const createViewer = defineRoute(
  {
    id: 'create-viewer',
    method: 'post',
    path: '/settings/viewers',
    summary: 'Lets somebody look who may change nothing.',
    tag: 'Settings',
    role: 'admin',
    body: viewerRequest,
    response: z.object({ name: z.string() }),
    status: 201,
    errors: ['name-taken'],
    // Each costs a scrypt hash.
    callsPerMinute: 30,
  },
  async ({ writing, passwords }, { body: { name, password }, user }) => {
    const hash = await passwords.hash(password);
    const isAdded = await inPoolTransaction(writing, (client) => addViewer(client, user, { name, hash }));
    if (!isAdded) throw problem('name-taken', `There is a viewer named ${name} already`, 'Choose another name.');
    return { name };
  },
);
