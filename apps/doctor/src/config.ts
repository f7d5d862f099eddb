import { type Environment, readEnvironment } from '@pgwatch-heroku/doctor';
import {
  type Attachment,
  appVariablesSchema,
  type CollectorDb,
  chooseCollectorDb,
  discoverAttachments,
  historyVariables,
  missingHints,
  parseEnv,
  urlSourceVariables,
} from '@pgwatch-heroku/shared';
import { z } from 'zod';

export const configSchema = z.object({
  ...appVariablesSchema.pick({ DATABASE_URL: true, PGWATCH2_URL: true }).required({ DATABASE_URL: true }).shape,
  // One that is missing or too short is a finding, and no reason not to look at the rest.
  PGWATCH2_SECRET_KEY: z
    .string()
    .optional()
    .describe(appVariablesSchema.shape.PGWATCH2_SECRET_KEY.description ?? ''),
  ...historyVariables,
  ...urlSourceVariables,
});

export type Config = z.infer<typeof configSchema> &
  CollectorDb & { attachments: Attachment[]; environment: Environment };

/** @throws AppError `configuration`, which lists all problems. */
export function readConfig(): Config {
  const config = parseEnv(configSchema, process.env, missingHints);
  const attachments = discoverAttachments(process.env).filter(({ monitored }) => monitored);
  return { ...config, ...chooseCollectorDb(config), attachments, environment: readEnvironment(process.env) };
}
