import { deleteDefinition, inPoolTransaction } from '@pgwatch-heroku/store';
import { defineRoute } from '../registry/route.js';
import { nameParams } from '../sources/schemas.js';
import { checkDeletion } from './delete-outcome.js';

export const deleteMetric = defineRoute(
  {
    id: 'delete-metric',
    method: 'delete',
    path: '/metrics/{name}',
    summary: 'Deletes a metric that somebody made and nothing uses; its samples stay.',
    tag: 'Metrics',
    role: 'admin',
    params: nameParams,
    errors: ['no-such-definition', 'shipped', 'in-use'],
  },
  async ({ writing }, { params: { name }, user }) => {
    checkDeletion(await inPoolTransaction(writing, (c) => deleteDefinition(c, user, { kind: 'metric', name })), name);
  },
);
