import { inPoolConnection, writeAudit } from '@pgwatch-heroku/store';
import { importYaml, maxYamlBytes } from '@pgwatch-heroku/store/transfer';
import { z } from 'zod';
import { defineRoute } from '../registry/route.js';

const remarks = z.array(z.object({ line: z.int(), message: z.string() }));

export const transferSchema = z.object({
  changes: z.array(z.string()).describe('metric db_stats changed'),
  unchangedCount: z.int(),
  problems: remarks.describe('What stands in the way; nothing is changed then.'),
  notes: remarks.describe('What is not taken over, or not as it stands.'),
});

export const importDefinitions = defineRoute(
  {
    id: 'import-definitions',
    method: 'post',
    path: '/import',
    summary: 'Takes metrics, presets and sources out of YAML of pgwatch 3 and later: all of it, or nothing.',
    tag: 'Metrics',
    role: 'admin',
    body: z.strictObject({
      yaml: z.string().max(maxYamlBytes),
      dryRun: z.boolean().describe('Says what would change, and changes nothing.'),
    }),
    response: transferSchema,
    // Within JSON a line end takes two characters.
    maxBodyBytes: maxYamlBytes * 2,
  },
  async ({ writing, attachments }, { body: { yaml, dryRun }, user }) =>
    inPoolConnection(writing, async (client) => {
      const result = await importYaml(client, yaml, { attachments, dryRun });
      const { changes, problems } = result;
      if (!dryRun && problems.length === 0 && changes.length > 0) {
        await writeAudit(client, user, { action: 'import-definitions', target: 'YAML', after: { changes } });
      }
      return result;
    }),
);
