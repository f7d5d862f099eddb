import {
  appVariablesSchema,
  type CollectorDb,
  chooseCollectorDb,
  commonEnvSchema,
  historyVariables,
  integerBetween,
  missingHints,
  parseEnv,
  urlSourceVariables,
} from '@pgwatch-heroku/shared';
import { z } from 'zod';
import { type MonitoredAttachment, monitoredAttachments } from './discover/monitored-attachments.js';

export const configSchema = commonEnvSchema.extend({
  ...appVariablesSchema.pick({ DATABASE_URL: true, PGWATCH2_URL: true }).required({ DATABASE_URL: true }).shape,
  // Only sources that were added by URL need it, and each of them says so.
  ...appVariablesSchema.pick({ PGWATCH2_SECRET_KEY: true }).partial().shape,
  ...urlSourceVariables,
  // Heroku says with a key how big the plan of the Collector DB is.
  ...appVariablesSchema.pick({
    HEROKU_APP_NAME: true,
    HEROKU_API_KEY: true,
    HEROKU_HOST: true,
    HEROKU_DATA_HOST: true,
  }).shape,
  // Not checked here: a monitored database that cannot be reached has its reason beside it, and stops nothing.
  MONITOREDDB_URL: z
    .string()
    .optional()
    .describe(appVariablesSchema.shape.MONITOREDDB_URL.description ?? ''),
  ...historyVariables,
  PGWATCH2_BUFFER_MB: integerBetween(1, 256)
    // A dyno has 512 MB, and what the buffer holds is held as strings.
    .default(32)
    .describe(
      'Memory in MB for samples that wait while the Collector DB is away; most of them wait on disk (PGWATCH2_SPILL_MB), and the oldest go first when both are full.',
    ),
  PGWATCH2_SPILL_MB: integerBetween(0, 4096)
    // Compressed: hours of a hundred sources. Heroku promises no size of a dyno's disk; this is safe on all.
    .default(256)
    .describe(
      "The dyno's disk in MB for samples that wait while the Collector DB is away, compressed, until the dyno restarts; 0 for none.",
    ),
});

export type Config = z.infer<typeof configSchema> & CollectorDb & { attachments: MonitoredAttachment[] };

/** @throws AppError `configuration`, which lists all problems. */
export function readConfig(): Config {
  const config = parseEnv(configSchema, process.env, missingHints);
  return { ...config, ...chooseCollectorDb(config), attachments: monitoredAttachments(process.env) };
}
