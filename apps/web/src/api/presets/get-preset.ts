import { readStoredPresets, readUses } from '@pgwatch-heroku/store';
import { storedPresetSchema } from '../metrics/schemas.js';
import { toStored } from '../metrics/to-stored.js';
import { problem } from '../registry/problem.js';
import { defineRoute } from '../registry/route.js';
import { nameParams } from '../sources/schemas.js';

export const getPreset = defineRoute(
  {
    id: 'get-preset',
    method: 'get',
    path: '/presets/{name}',
    summary: 'A preset with its metrics, and the sources that use it.',
    tag: 'Presets',
    role: 'viewer',
    params: nameParams,
    response: storedPresetSchema,
    errors: ['no-such-preset'],
  },
  async ({ reading }, { params: { name } }) => {
    const [stored] = await readStoredPresets(reading, name);
    if (!stored) throw problem('no-such-preset', 'There is no preset of this name', 'Look at /presets.');
    return { ...toStored(stored), sources: (await readUses(reading, 'preset', name)).sources };
  },
);
