import { commonEnvSchema, databaseUrlSchema, parseEnv } from '@pgwatch-heroku/shared';
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
  PGWATCH2_GRAFANA_URL: databaseUrlSchema
    .optional()
    .describe('The Collector DB by credential pgwatch2_grafana, which may only read samples.'),
});
export type Config = z.infer<typeof configSchema>;

/** @throws AppError `configuration` */
export const readConfig = (): Config => parseEnv(configSchema, process.env);
