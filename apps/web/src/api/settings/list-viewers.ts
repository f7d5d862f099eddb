import { listViewers as readViewers } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { defineRoute } from '../registry/route.js';
import { viewerSchema } from './schemas.js';

export const listViewers = defineRoute(
  {
    id: 'list-viewers',
    method: 'get',
    path: '/settings/viewers',
    summary: 'Everybody who may look and change nothing.',
    tag: 'Settings',
    role: 'admin',
    response: z.object({ viewers: z.array(viewerSchema) }),
  },
  async ({ reading }) => ({
    viewers: (await readViewers(reading)).map(({ createdAt, changedAt, ...rest }) => ({
      ...rest,
      createdAt: createdAt.toISOString(),
      changedAt: changedAt.toISOString(),
    })),
  }),
);
