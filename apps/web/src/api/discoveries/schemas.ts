import { z } from 'zod';

export const discoverySchema = z
  .object({
    name: z.string().describe('What the names of its sources begin with.'),
    include: z.string().nullable(),
    exclude: z.string().nullable(),
    preset: z.string().nullable().describe('Of what it adds; the usual one when null.'),
    group: z.string().nullable(),
    ranAt: z.string().nullable().describe('null before the first run.'),
    nextRunAt: z.string(),
    error: z.string().nullable().describe('Why the last run came to nothing.'),
    hint: z.string().nullable(),
    sources: z.array(z.string()).describe('All that belong to it.'),
    vanished: z.array(z.string()).describe('Those whose database is not on the server any more; they are paused.'),
    leftAlone: z
      .array(z.string())
      .describe('Databases whose source was deleted, or that another source has the name of.'),
  })
  .meta({ id: 'Discovery', description: 'A server whose databases are looked for every ten minutes.' });

export const discoveriesSchema = z.object({
  isOff: z.boolean().describe('PGWATCH2_ALLOW_URL_SOURCES=false: none of them runs.'),
  discoveries: z.array(discoverySchema),
});

/** In a path. */
export const discoveryParams = z.object({ name: z.string() });
