import { inPoolTransaction, readUses, saveMetric } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { problem } from '../registry/problem.js';
import { defineRoute } from '../registry/route.js';
import { nameParams } from '../sources/schemas.js';
import { checkMetric } from './check-metric.js';
import { savedOr } from './save-outcome.js';
import { metricSchema, storedMetricSchema, version } from './schemas.js';
import { toStored } from './to-stored.js';

export const updateMetric = defineRoute(
  {
    id: 'update-metric',
    method: 'put',
    path: '/metrics/{name}',
    summary: 'Changes a metric; what it was is kept, and a release leaves it alone from now on.',
    tag: 'Metrics',
    role: 'admin',
    params: nameParams,
    body: z.strictObject({ version, definition: metricSchema }),
    response: storedMetricSchema,
    errors: ['no-such-definition', 'edit-conflict', 'many-statements'],
    maxBodyBytes: 1_000_000,
  },
  async ({ writing, reading }, { params: { name }, body, user }) => {
    if (body.definition.name !== name) throw problem('bad-request', 'definition.name: a metric keeps its name');
    const definition = checkMetric(body.definition);
    const result = await inPoolTransaction(writing, (client) =>
      saveMetric(client, user, { definition, version: body.version, verb: 'update' }),
    );
    return { ...toStored(await savedOr(result, reading, name)), ...(await readUses(reading, 'metric', name)) };
  },
);
