import {
  type Attachment,
  appVariablesSchema,
  type CollectorDb,
  chooseCollectorDb,
  discoverAttachments,
  missingHints,
  parseEnv,
} from '@pgwatch-heroku/shared';
import type { z } from 'zod';

export const configSchema = appVariablesSchema
  .pick({ DATABASE_URL: true, PGWATCH2_URL: true })
  .required({ DATABASE_URL: true });

export type Config = z.infer<typeof configSchema> & CollectorDb & { attachments: Attachment[] };

/** @throws AppError `configuration`, which lists all problems. */
export function readConfig(): Config {
  const config = parseEnv(configSchema, process.env, missingHints);
  const attachments = discoverAttachments(process.env).filter(({ monitored }) => monitored);
  return { ...config, ...chooseCollectorDb(config), attachments };
}
