import type { Preset } from '@pgwatch-heroku/metrics';
import { inPoolTransaction, readRevision, readUses, savePreset } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { savedOr } from '../metrics/save-outcome.js';
import { storedPresetSchema, version } from '../metrics/schemas.js';
import { toStored } from '../metrics/to-stored.js';
import { problem } from '../registry/problem.js';
import { defineRoute } from '../registry/route.js';
import { nameParams } from '../sources/schemas.js';

export const revertPreset = defineRoute(
  {
    id: 'revert-preset',
    method: 'post',
    path: '/presets/{name}/revert',
    summary: 'Makes a preset what it was.',
    tag: 'Presets',
    role: 'admin',
    params: nameParams,
    body: z.strictObject({ version, revision: z.int().min(1).max(2_147_483_647) }),
    response: storedPresetSchema,
    errors: ['no-such-definition', 'no-such-revision', 'edit-conflict'],
  },
  async ({ writing, reading }, { params: { name }, body, user }) => {
    const definition = await readRevision(reading, { kind: 'preset', name, revision: body.revision });
    if (!definition) throw problem('no-such-revision', `${name} has no such revision`);
    const result = await inPoolTransaction(writing, (client) =>
      savePreset(client, user, { definition: definition as Preset, version: body.version, verb: 'revert' }),
    );
    const stored = toStored(await savedOr(result, reading, name));
    return { ...stored, sources: (await readUses(reading, 'preset', name)).sources };
  },
);
