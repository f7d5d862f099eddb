import { readFleet, readStoreState } from '@pgwatch-heroku/store';
import { grafanaNotices } from '../../setup/grafana-notices.js';
import { storageNotices } from '../../setup/storage-notices.js';
import { defineRoute } from '../registry/route.js';
import { sourcesResponseSchema } from './schemas.js';
import { toSourceSummary } from './to-source.js';

export const listSources = defineRoute(
  {
    id: 'list-sources',
    method: 'get',
    path: '/sources',
    summary: 'Every source with its latest figures, and the attached databases that are not monitored.',
    tag: 'Sources',
    role: 'viewer',
    response: sourcesResponseSchema,
  },
  async ({ reading, doctor, grafana, attachedNotMonitored }) => ({
    sources: (await readFleet(reading)).map((source) =>
      toSourceSummary({ ...source, finding: doctor.findingOf(source) }),
    ),
    attachedNotMonitored,
    notices: [...storageNotices(await readStoreState(reading)), ...grafanaNotices(grafana.status())],
  }),
);
