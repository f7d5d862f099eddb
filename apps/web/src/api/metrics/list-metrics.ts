import { readStoredMetrics } from '@pgwatch-heroku/store';
import { z } from 'zod';
import { defineRoute } from '../registry/route.js';
import { metricSummarySchema } from './schemas.js';
import { toStored } from './to-stored.js';

export const listMetrics = defineRoute(
  {
    id: 'list-metrics',
    method: 'get',
    path: '/metrics',
    summary: 'All metrics, without their SQL.',
    tag: 'Metrics',
    role: 'viewer',
    response: z.object({ metrics: z.array(metricSummarySchema) }),
  },
  async ({ reading }) => ({
    metrics: (await readStoredMetrics(reading)).map((stored) => {
      const { definition, ...rest } = toStored(stored);
      return {
        name: definition.name,
        description: definition.description,
        appliesTo: definition.appliesTo,
        majors: definition.versions.map(({ minMajor }) => minMajor),
        requiresExtension: definition.requiresExtension ?? null,
        storedAs: definition.storedAs ?? null,
        ...rest,
      };
    }),
  }),
);
