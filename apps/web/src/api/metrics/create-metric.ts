import { inPoolTransaction, saveMetric } from '@pgwatch-heroku/store';
import { defineRoute } from '../registry/route.js';
import { checkMetric } from './check-metric.js';
import { savedOr } from './save-outcome.js';
import { metricSchema, storedMetricSchema } from './schemas.js';
import { toStored } from './to-stored.js';

export const createMetric = defineRoute(
  {
    id: 'create-metric',
    method: 'post',
    path: '/metrics',
    summary: 'Makes a metric: new, or a copy of another one under a new name.',
    tag: 'Metrics',
    role: 'admin',
    body: metricSchema,
    response: storedMetricSchema,
    status: 201,
    errors: ['name-taken', 'many-statements'],
    maxBodyBytes: 1_000_000,
  },
  async ({ writing, reading }, { body, user }) => {
    const definition = checkMetric(body);
    const result = await inPoolTransaction(writing, (client) =>
      saveMetric(client, user, { definition, version: undefined, verb: 'create' }),
    );
    return { ...toStored(await savedOr(result, reading, body.name)), presets: [], sources: [] };
  },
);
