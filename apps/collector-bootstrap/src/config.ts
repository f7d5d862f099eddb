import { appVariablesSchema, commonEnvSchema, type Env, parseEnv } from '@pgwatch-heroku/shared';
import type { z } from 'zod';

export const configSchema = commonEnvSchema.extend(
  appVariablesSchema.pick({ PGWATCH2_APP: true, DATABASE_URL: true, PGWATCH2_URL: true }).shape,
);
export type Config = z.infer<typeof configSchema>;

/** @throws AppError `configuration` */
export const readConfig = (env: Env = process.env): Config => parseEnv(configSchema, env);
