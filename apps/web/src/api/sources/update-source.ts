import { inPoolTransaction, updateSource as update } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { editConflict } from '../registry/edit-conflict.js';
import { defineRoute } from '../registry/route.js';
import { noSuchPreset } from './no-such-preset.js';
import { noSuchSource } from './no-such-source.js';
import { nameParams } from './schemas.js';
import { partialSettings, sourceSettingsSchema } from './settings-schemas.js';
import { toSettings } from './to-settings.js';

export const updateSource = defineRoute(
  {
    id: 'update-source',
    method: 'patch',
    path: '/sources/{name}',
    summary: 'Changes settings of a source; what is not named stays. The collector follows within seconds.',
    tag: 'Sources',
    role: 'admin',
    params: nameParams,
    body: z.strictObject({
      version: z.string().optional().describe('Of the settings that are changed; without it there is no check.'),
      settings: partialSettings,
    }),
    response: sourceSettingsSchema,
    errors: ['no-such-source', 'no-such-preset', 'edit-conflict'],
  },
  async ({ writing, reading }, { params: { name }, body: { version, settings }, user }) => {
    const result = await inPoolTransaction(writing, (client) =>
      update(client, user, { name, version, settings: settings as Parameters<typeof update>[2]['settings'] }),
    ).catch(noSuchPreset);
    if (result.outcome === 'no-such-source') throw noSuchSource(name);
    if (result.outcome === 'conflict') throw await editConflict(reading, name);
    return toSettings(result.settings);
  },
);
