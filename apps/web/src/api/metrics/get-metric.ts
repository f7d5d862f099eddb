import { readStoredMetrics, readUses } from '@pgwatch-heroku/store';
import { problem } from '../registry/problem.js';
import { defineRoute } from '../registry/route.js';
import { nameParams } from '../sources/schemas.js';
import { storedMetricSchema } from './schemas.js';
import { toStored } from './to-stored.js';

export const noSuchMetric = () => problem('no-such-metric', 'There is no metric of this name', 'Look at /metrics.');

export const getMetric = defineRoute(
  {
    id: 'get-metric',
    method: 'get',
    path: '/metrics/{name}',
    summary: 'A metric with its SQL, and where it is used.',
    tag: 'Metrics',
    role: 'viewer',
    params: nameParams,
    response: storedMetricSchema,
    errors: ['no-such-metric'],
  },
  async ({ reading }, { params: { name } }) => {
    const [stored] = await readStoredMetrics(reading, name);
    if (!stored) throw noSuchMetric();
    return { ...toStored(stored), ...(await readUses(reading, 'metric', name)) };
  },
);
