import { readSourceSettings } from '@pgwatch-heroku/store';
import { defineRoute } from '../registry/route.js';
import { noSuchSource } from './no-such-source.js';
import { nameParams } from './schemas.js';
import { sourceSettingsSchema } from './settings-schemas.js';
import { toSettings } from './to-settings.js';

export const getSourceSettings = defineRoute(
  {
    id: 'get-source-settings',
    method: 'get',
    path: '/sources/{name}/settings',
    summary: 'What people decide about a source.',
    tag: 'Sources',
    role: 'viewer',
    params: nameParams,
    response: sourceSettingsSchema,
    errors: ['no-such-source'],
  },
  async ({ reading }, { params: { name } }) => {
    const settings = await readSourceSettings(reading, name);
    if (!settings) throw noSuchSource(name);
    return toSettings(settings);
  },
);
