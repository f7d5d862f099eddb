import { inPoolTransaction, readUses, savePreset } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { savedOr } from '../metrics/save-outcome.js';
import { presetSchema, storedPresetSchema, version } from '../metrics/schemas.js';
import { toStored } from '../metrics/to-stored.js';
import { problem } from '../registry/problem.js';
import { defineRoute } from '../registry/route.js';
import { nameParams } from '../sources/schemas.js';

export const updatePreset = defineRoute(
  {
    id: 'update-preset',
    method: 'put',
    path: '/presets/{name}',
    summary: 'Changes a preset; what it was is kept, and a release leaves it alone from now on.',
    tag: 'Presets',
    role: 'admin',
    params: nameParams,
    body: z.strictObject({ version, definition: presetSchema }),
    response: storedPresetSchema,
    errors: ['no-such-definition', 'edit-conflict'],
  },
  async ({ writing, reading }, { params: { name }, body: { version: before, definition }, user }) => {
    if (definition.name !== name) throw problem('bad-request', 'definition.name: a preset keeps its name');
    const result = await inPoolTransaction(writing, (client) =>
      savePreset(client, user, { definition, version: before, verb: 'update' }),
    );
    const stored = toStored(await savedOr(result, reading, name));
    return { ...stored, sources: (await readUses(reading, 'preset', name)).sources };
  },
);
