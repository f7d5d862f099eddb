import { deleteDefinition, inPoolTransaction } from '@pgwatch-heroku/store';
import { checkDeletion } from '../metrics/delete-outcome.js';
import { defineRoute } from '../registry/route.js';
import { nameParams } from '../sources/schemas.js';

export const deletePreset = defineRoute(
  {
    id: 'delete-preset',
    method: 'delete',
    path: '/presets/{name}',
    summary: 'Deletes a preset that somebody made and no source uses.',
    tag: 'Presets',
    role: 'admin',
    params: nameParams,
    errors: ['no-such-definition', 'shipped', 'in-use'],
  },
  async ({ writing }, { params: { name }, user }) => {
    checkDeletion(await inPoolTransaction(writing, (c) => deleteDefinition(c, user, { kind: 'preset', name })), name);
  },
);
