import { type Environment, readEnvironment } from '@pgwatch-heroku/doctor';
import {
  type Attachment,
  appVariablesSchema,
  type CollectorDb,
  chooseCollectorDb,
  commonEnvSchema,
  discoverAttachments,
  historyVariables,
  missingHints,
  parseEnv,
  urlSourceVariables,
} from '@pgwatch-heroku/shared';
import { z } from 'zod';

/** Looked at as it is: one that is missing or wrong is a finding, and no reason not to look at the rest. */
const asGiven = ({ description = '' }: z.ZodType) => z.string().optional().describe(description);
const { shape } = appVariablesSchema;

export const configSchema = z.object({
  ...appVariablesSchema.pick({ DATABASE_URL: true, PGWATCH2_URL: true }).required({ DATABASE_URL: true }).shape,
  PGWATCH2_SECRET_KEY: asGiven(shape.PGWATCH2_SECRET_KEY),
  PGWATCH2_ADMIN_PASSWORD: asGiven(shape.PGWATCH2_ADMIN_PASSWORD),
  PGWATCH2_GRAFANA_URL: asGiven(shape.PGWATCH2_GRAFANA_URL),
  DYNO: asGiven(commonEnvSchema.shape.DYNO),
  HEROKU_APP_NAME: asGiven(shape.HEROKU_APP_NAME),
  HEROKU_API_KEY: asGiven(shape.HEROKU_API_KEY),
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
