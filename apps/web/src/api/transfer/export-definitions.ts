import { exportParts, exportYaml } from '@pgwatch-heroku/store/transfer';
import { z } from 'zod';
import { defineRoute } from '../registry/route.js';

export const exportDefinitions = defineRoute(
  {
    id: 'export-definitions',
    method: 'get',
    path: '/export',
    summary: "Metrics, presets and attached sources as YAML of pgwatch's; no URL is in it.",
    tag: 'Metrics',
    role: 'viewer',
    query: z.object({
      part: z.enum(exportParts).default('all'),
      only: z.enum(['own', 'all']).default('own').describe('own: without what is shipped and unchanged.'),
    }),
    response: z.object({ yaml: z.string() }),
  },
  async ({ reading }, { query: { part, only } }) => ({
    yaml: await exportYaml(reading, part, { ownOnly: only === 'own' }),
  }),
);
