import { readOperations, settleOperations } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { defineRoute } from '../registry/route.js';
import { operationSchema } from './schemas.js';

export const listHerokuOperations = defineRoute(
  {
    id: 'list-heroku-operations',
    method: 'get',
    path: '/heroku/operations',
    summary: 'What is done through Heroku, newest first, and how far it is.',
    tag: 'Heroku',
    role: 'admin',
    response: z.object({
      hasKey: z.boolean().describe('HEROKU_API_KEY stands in the config vars: take it away when it is not needed.'),
      operations: z.array(operationSchema),
    }),
  },
  async ({ heroku, reading, writing }) => {
    await settleOperations(writing);
    const operations = (await readOperations(reading)).map(({ isLeased, startedAt, endedAt, updatedAt, ...rest }) => ({
      ...rest,
      isCutOff: rest.state === 'running' && !isLeased,
      startedAt: startedAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
    }));
    return { hasKey: heroku.hasKey, operations };
  },
);
