import {
  type Attachment,
  appVariablesSchema,
  discoverAttachments,
  missingHints,
  parseEnv,
} from '@pgwatch-heroku/shared';
import type { z } from 'zod';

export const configSchema = appVariablesSchema
  .pick({ DATABASE_URL: true, PGWATCH2_URL: true })
  .required({ DATABASE_URL: true });

export type Config = z.infer<typeof configSchema> & {
  /** The Collector DB as the collector logs in, which has to own what an import makes, and the config var that names it. */
  storeUrl: string;
  storeVariable: string;
  attachments: Attachment[];
};

/** @throws AppError `configuration`, which lists all problems. */
export function readConfig(): Config {
  const config = parseEnv(configSchema, process.env, missingHints);
  return {
    ...config,
    storeUrl: config.PGWATCH2_URL ?? config.DATABASE_URL,
    storeVariable: config.PGWATCH2_URL ? 'PGWATCH2_URL' : 'DATABASE_URL',
    attachments: discoverAttachments(process.env).filter(({ monitored }) => monitored),
  };
}
