import { AppError, commonEnvSchema, databaseUrlSchema, integerSchema, parseEnv } from '@pgwatch-heroku/shared';
import type { z } from 'zod';
import { type MonitoredAttachment, monitoredAttachments } from './discover/monitored-attachments.js';

export const configSchema = commonEnvSchema.extend({
  DATABASE_URL: databaseUrlSchema.optional().describe('Collector DB by its default credential; set by Heroku.'),
  PGWATCH2_URL: databaseUrlSchema
    .optional()
    .describe('Collector DB by the credential pgwatch2; without it DATABASE_URL is used.'),
  PGWATCH2_RETENTION_DAYS: integerSchema
    .refine((days) => days >= 1 && days <= 3650, { message: 'is not between 1 and 3650' })
    .default(14)
    .describe('Days that samples are kept.'),
  PGWATCH2_BUFFER_MB: integerSchema
    // A dyno has 512 MB, and what the buffer holds is held as strings.
    .refine((megabytes) => megabytes >= 1 && megabytes <= 256, { message: 'is not between 1 and 256' })
    .default(32)
    .describe(
      'Memory in MB for samples that wait while the Collector DB is away; the oldest go first when it is full.',
    ),
});

export type Config = z.infer<typeof configSchema> & {
  /** The Collector DB as the collector logs in, and the config var that names it. */
  storeUrl: string;
  storeVariable: string;
  /** The same database by its default credential, which may migrate it. */
  defaultUrl: string;
  attachments: MonitoredAttachment[];
};

/** @throws AppError `configuration`, which lists all problems. */
export function readConfig(): Config {
  const config = parseEnv(configSchema, process.env);
  const storeUrl = config.PGWATCH2_URL ?? config.DATABASE_URL;
  if (!storeUrl) {
    throw new AppError('configuration', 'There is no Collector DB: neither PGWATCH2_URL nor DATABASE_URL is set', {
      hint: 'Attach a Heroku Postgres add-on to this app: heroku addons:create heroku-postgresql:essential-0 --as DATABASE',
    });
  }
  return {
    ...config,
    storeUrl,
    storeVariable: config.PGWATCH2_URL ? 'PGWATCH2_URL' : 'DATABASE_URL',
    defaultUrl: config.DATABASE_URL ?? storeUrl,
    attachments: monitoredAttachments(process.env),
  };
}
