import { parseArgs } from 'node:util';
import {
  AppError,
  type Attachment,
  commonEnvSchema,
  databaseUrlSchema,
  discoverAttachments,
  messageOf,
  parseEnv,
} from '@pgwatch-heroku/shared';
import { z } from 'zod';

export const configSchema = commonEnvSchema.extend({
  PGWATCH2_APP: z
    .enum(['all', 'collector', 'grafana', 'monitored'])
    .default('all')
    .describe('Which parts of the system this Heroku app plays.'),
  DATABASE_URL: databaseUrlSchema
    .optional()
    .describe('The Collector DB, by its default credential; in the Monitored DB app, the monitored database.'),
  PGWATCH2_URL: databaseUrlSchema
    .optional()
    .describe('The same database by credential pgwatch2; absent on plans without credentials.'),
  MONITOREDDB_URL: databaseUrlSchema
    .optional()
    .describe('The sample database by its default credential, in an app that plays all parts.'),
});
export type Config = z.infer<typeof configSchema>;

/** @throws AppError `configuration` */
export const readConfig = (): Config => parseEnv(configSchema, process.env);

/** Attached databases: one of them may say which role monitors ours. */
export const readAttachments = (): Attachment[] => discoverAttachments(process.env);

export interface Arguments {
  /** Install the helper functions even where pg_monitor makes them unnecessary. */
  helpers: boolean;
}

/** @throws AppError `configuration` with the usage. */
export function readArguments(): Arguments {
  try {
    const { values } = parseArgs({ options: { helpers: { type: 'boolean', default: false } } });
    return values;
  } catch (error) {
    throw new AppError('configuration', messageOf(error), { hint: 'Usage: monitored-bootstrap [--helpers]' });
  }
}
