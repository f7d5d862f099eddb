import { inPoolTransaction, savePreset } from '@pgwatch-heroku/store';
import { savedOr } from '../metrics/save-outcome.js';
import { presetSchema, storedPresetSchema } from '../metrics/schemas.js';
import { toStored } from '../metrics/to-stored.js';
import { defineRoute } from '../registry/route.js';

export const createPreset = defineRoute(
  {
    id: 'create-preset',
    method: 'post',
    path: '/presets',
    summary: 'Makes a preset: new, or a copy of another one under a new name.',
    tag: 'Presets',
    role: 'admin',
    body: presetSchema,
    response: storedPresetSchema,
    status: 201,
    errors: ['name-taken'],
  },
  async ({ writing, reading }, { body: definition, user }) => {
    const result = await inPoolTransaction(writing, (client) =>
      savePreset(client, user, { definition, version: undefined, verb: 'create' }),
    );
    return { ...toStored(await savedOr(result, reading, definition.name)), sources: [] };
  },
);
