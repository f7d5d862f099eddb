import { readStoredPresets, readUses } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { storedPresetSchema } from '../metrics/schemas.js';
import { toStored } from '../metrics/to-stored.js';
import { defineRoute } from '../registry/route.js';

export const listPresets = defineRoute(
  {
    id: 'list-presets',
    method: 'get',
    path: '/presets',
    summary: 'All presets with their metrics, and the sources that use them.',
    tag: 'Presets',
    role: 'viewer',
    response: z.object({ presets: z.array(storedPresetSchema) }),
  },
  async ({ reading }) => {
    const presets = [];
    for (const stored of await readStoredPresets(reading)) {
      const { sources } = await readUses(reading, 'preset', stored.definition.name);
      presets.push({ ...toStored(stored), sources });
    }
    return { presets };
  },
);
