import { readSealedUrl, readSourceSettings } from '@pgwatch-heroku/store';
import { lookAtSource } from '../../sources/look-at-source.js';
import { defineRoute } from '../registry/route.js';
import { noSuchSource } from './no-such-source.js';
import { nameParams } from './schemas.js';
import { lookSchema } from './settings-schemas.js';

export const testSource = defineRoute(
  {
    id: 'test-source',
    method: 'post',
    path: '/sources/{name}/test',
    summary: 'Connects to a source once, and says what answers or what is wrong.',
    tag: 'Sources',
    role: 'admin',
    params: nameParams,
    response: lookSchema,
    errors: ['no-such-source'],
    callsPerMinute: 30,
  },
  async ({ reading, access }, { params: { name } }) => {
    if (!(await readSourceSettings(reading, name))) throw noSuchSource(name);
    const sealedUrl = await readSealedUrl(reading, name);
    return lookAtSource(access, () => access.addressOf(name, sealedUrl));
  },
);
