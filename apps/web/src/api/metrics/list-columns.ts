import { readMetricColumns, readStoredMetrics } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { defineRoute } from '../registry/route.js';
import { nameParams } from '../sources/schemas.js';
import { noSuchMetric } from './get-metric.js';

export const metricColumnSchema = z
  .object({
    name: z.string(),
    type: z.enum(['int8', 'int4', 'float8', 'bool', 'text']),
    isTag: z.boolean().describe('Says which series a row is of.'),
  })
  .meta({ id: 'MetricColumn' });

export const listMetricColumns = defineRoute(
  {
    id: 'list-metric-columns',
    method: 'get',
    path: '/metrics/{name}/columns',
    summary: 'What is stored of a metric, by column; empty before its first fetch.',
    tag: 'Metrics',
    role: 'viewer',
    params: nameParams,
    response: z.object({ columns: z.array(metricColumnSchema) }),
    errors: ['no-such-metric'],
  },
  async ({ reading }, { params: { name } }) => {
    const [stored] = await readStoredMetrics(reading, name);
    if (!stored) throw noSuchMetric();
    const { definition } = stored;
    const storedAs = 'storedAs' in definition ? definition.storedAs : undefined;
    return { columns: await readMetricColumns(reading, storedAs ?? name) };
  },
);
