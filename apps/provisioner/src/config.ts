import {
  AppError,
  type Attachment,
  commonEnvSchema,
  databaseUrlSchema,
  discoverAttachments,
  parseEnv,
} from '@pgwatch-heroku/shared';
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
  MONITOREDDB_URL: databaseUrlSchema
    .optional()
    .describe('The sample database by its default credential, in an app that plays all parts.'),
  HEROKU_APP_NAME: z
    .string()
    .optional()
    .describe('Name of this app, put into the commands that are printed; set by Heroku where it is known.'),
});
export type Config = z.infer<typeof configSchema>;

/** @throws AppError `configuration` */
export const readConfig = (): Config => parseEnv(configSchema, process.env);

/** Attached databases: one of them may say which role monitors the sample. */
export const readAttachments = (): Attachment[] => discoverAttachments(process.env);

export type Phase = 'release' | 'postdeploy';

/** @throws AppError `configuration` with the usage. */
export function readPhase(): Phase {
  const [phase = 'postdeploy', ...rest] = process.argv.slice(2);
  if (rest.length === 0 && (phase === 'release' || phase === 'postdeploy')) return phase;
  throw new AppError('configuration', `provisioner does not know ${JSON.stringify([phase, ...rest].join(' '))}`, {
    hint: 'Usage: provisioner [release | postdeploy]; postdeploy unless told.',
  });
}
