import { commonEnvSchema, parseEnv } from '@pgwatch-heroku/shared';
import { z } from 'zod';
import { roles } from './processes.js';

export const configSchema = commonEnvSchema.pick({ DYNO: true }).extend({
  PGWATCH2_APP: z
    .enum(roles)
    .default('all')
    .describe('Which parts of the system this Heroku app plays: all, collector, grafana or monitored.'),
});
export type Config = z.infer<typeof configSchema>;

/** @throws AppError `configuration` */
export const readConfig = (): Config => parseEnv(configSchema, process.env);
