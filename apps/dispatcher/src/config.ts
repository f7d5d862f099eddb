import { appVariablesSchema, commonEnvSchema, type Env, parseEnv } from '@pgwatch-heroku/shared';
import type { z } from 'zod';

export const configSchema = commonEnvSchema
  .pick({ DYNO: true })
  .extend(appVariablesSchema.pick({ PGWATCH2_APP: true }).shape);
export type Config = z.infer<typeof configSchema>;

/** @throws AppError `configuration` */
export const parseConfig = (env: Env): Config => parseEnv(configSchema, env);
