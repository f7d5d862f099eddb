import { appVariablesSchema, commonEnvSchema, parseEnv } from '@pgwatch-heroku/shared';
import type { z } from 'zod';

export const configSchema = commonEnvSchema
  .pick({ DYNO: true })
  .extend(appVariablesSchema.pick({ PGWATCH2_APP: true }).shape);
export type Config = z.infer<typeof configSchema>;

/** @throws AppError `configuration` */
export const readConfig = (): Config => parseEnv(configSchema, process.env);
