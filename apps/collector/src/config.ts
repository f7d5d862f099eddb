import { appVariablesSchema, commonEnvSchema, integerSchema, missingHints, parseEnv } from '@pgwatch-heroku/shared';
import { z } from 'zod';
import { type MonitoredAttachment, monitoredAttachments } from './discover/monitored-attachments.js';

export const configSchema = commonEnvSchema.extend({
  ...appVariablesSchema.pick({ DATABASE_URL: true, PGWATCH2_URL: true }).required({ DATABASE_URL: true }).shape,
  // Not checked here: a monitored database that cannot be reached has its reason beside it, and stops nothing.
  MONITOREDDB_URL: z
    .string()
    .optional()
    .describe(appVariablesSchema.shape.MONITOREDDB_URL.description ?? ''),
  PGWATCH2_RAW_DAYS: integerSchema
    .refine((days) => days >= 1 && days <= 365, { message: 'is not between 1 and 365' })
    .default(14)
    .describe('Days that every fetch is kept; after that one per ten minutes up to 90 days, then one per hour.'),
  PGWATCH2_RETENTION_DAYS: integerSchema
    .refine((days) => days >= 1 && days <= 3650, { message: 'is not between 1 and 3650' })
    .default(365)
    .describe('Days that samples are kept at all; less while the Collector DB runs out of room.'),
  PGWATCH2_STORAGE_MB: integerSchema
    // Less than this holds the tables and little else.
    .refine((megabytes) => megabytes >= 100, { message: 'is less than 100' })
    .optional()
    .describe(
      "Size in MB that the Collector DB's plan allows. Without it the plan is told by its number of connections, Essential-1 as Essential-0: set 10240 there.",
    ),
  PGWATCH2_BUFFER_MB: integerSchema
    // A dyno has 512 MB, and what the buffer holds is held as strings.
    .refine((megabytes) => megabytes >= 1 && megabytes <= 256, { message: 'is not between 1 and 256' })
    .default(32)
    .describe(
      'Memory in MB for samples that wait while the Collector DB is away; most of them wait on disk (PGWATCH2_SPILL_MB), and the oldest go first when both are full.',
    ),
  PGWATCH2_SPILL_MB: integerSchema
    .refine((megabytes) => megabytes >= 0 && megabytes <= 4096, { message: 'is not between 0 and 4096' })
    // Compressed: hours of a hundred sources. Heroku promises no size of a dyno's disk; this is safe on all.
    .default(256)
    .describe(
      "The dyno's disk in MB for samples that wait while the Collector DB is away, compressed, until the dyno restarts; 0 for none.",
    ),
});

export type Config = z.infer<typeof configSchema> & {
  /** The Collector DB as the collector logs in, and the config var that names it. */
  storeUrl: string;
  storeVariable: string;
  attachments: MonitoredAttachment[];
};

/** @throws AppError `configuration`, which lists all problems. */
export function readConfig(): Config {
  const config = parseEnv(configSchema, process.env, missingHints);
  return {
    ...config,
    storeUrl: config.PGWATCH2_URL ?? config.DATABASE_URL,
    storeVariable: config.PGWATCH2_URL ? 'PGWATCH2_URL' : 'DATABASE_URL',
    attachments: monitoredAttachments(process.env),
  };
}
