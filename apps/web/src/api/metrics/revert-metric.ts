import type { Metric } from '@pgwatch-heroku/metrics';
import { inPoolTransaction, readRevision, readUses, saveMetric } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { problem } from '../registry/problem.js';
import { defineRoute } from '../registry/route.js';
import { nameParams } from '../sources/schemas.js';
import { savedOr } from './save-outcome.js';
import { storedMetricSchema, version } from './schemas.js';
import { toStored } from './to-stored.js';

export const revertMetric = defineRoute(
  {
    id: 'revert-metric',
    method: 'post',
    path: '/metrics/{name}/revert',
    summary: 'Makes a metric what it was.',
    tag: 'Metrics',
    role: 'admin',
    params: nameParams,
    body: z.strictObject({ version, revision: z.int().min(1).max(2_147_483_647) }),
    response: storedMetricSchema,
    errors: ['no-such-definition', 'no-such-revision', 'edit-conflict'],
  },
  async ({ writing, reading }, { params: { name }, body, user }) => {
    const definition = await readRevision(reading, { kind: 'metric', name, revision: body.revision });
    if (!definition) throw problem('no-such-revision', `${name} has no such revision`);
    const result = await inPoolTransaction(writing, (client) =>
      saveMetric(client, user, { definition: definition as Metric, version: body.version, verb: 'revert' }),
    );
    return { ...toStored(await savedOr(result, reading, name)), ...(await readUses(reading, 'metric', name)) };
  },
);
