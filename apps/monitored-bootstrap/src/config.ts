import {
  type Attachment,
  appVariablesSchema,
  commonEnvSchema,
  discoverAttachments,
  type Env,
  parseEnv,
} from '@pgwatch-heroku/shared';
import type { z } from 'zod';

export const configSchema = commonEnvSchema.extend(
  appVariablesSchema.pick({
    PGWATCH2_APP: true,
    DATABASE_URL: true,
    PGWATCH2_URL: true,
    MONITOREDDB_URL: true,
    HEROKU_APP_NAME: true,
  }).shape,
);
export type Config = z.infer<typeof configSchema>;

/** @throws AppError `configuration` */
export const readConfig = (env: Env = process.env): Config => parseEnv(configSchema, env);

/** Attached databases: one of them may say which role monitors ours. */
export const readAttachments = (env: Env = process.env): Attachment[] => discoverAttachments(env);
