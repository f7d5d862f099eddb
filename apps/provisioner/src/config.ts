import { threeAppsVariablesSchema } from '@pgwatch-heroku/provisioning';
import {
  AppError,
  type Attachment,
  appVariablesSchema,
  commonEnvSchema,
  discoverAttachments,
  type Env,
  parseEnv,
} from '@pgwatch-heroku/shared';
import { z } from 'zod';

const { PGWATCH2_ADMIN_PASSWORD, PGWATCH2_SECRET_KEY, ...others } = appVariablesSchema.shape;

export const configSchema = commonEnvSchema.extend({
  ...others,
  ...threeAppsVariablesSchema.shape,
  // Only looked at: a value that web would refuse is found by the release, before web is started with it. One that is
  // absent may still be set, as `git push` comes before everything else.
  PGWATCH2_ADMIN_PASSWORD: PGWATCH2_ADMIN_PASSWORD.optional(),
  PGWATCH2_SECRET_KEY: PGWATCH2_SECRET_KEY.optional(),
  PGWATCH2_LOGGING_PLAN: z
    .string()
    .regex(/^[a-z0-9][\w-]*(:[\w-]+)?$/, 'is not a plan of an add-on such as papertrail:choklad')
    .optional()
    .describe(
      'Add-on that keeps the log of this app, such as papertrail:choklad; the set-up adds it, with HEROKU_API_KEY.',
    ),
});
export type Config = z.infer<typeof configSchema>;

/** @throws AppError `configuration` */
export const readConfig = (env: Env = process.env): Config => parseEnv(configSchema, env);

/** Attached databases: one of them may say which role monitors the sample. */
export const readAttachments = (env: Env = process.env): Attachment[] => discoverAttachments(env);

/** The databases as the dynos of the next release will find them attached: our environment is that of our start. */
export const attachmentsWith = (urls: Readonly<Record<string, string>>): Attachment[] =>
  discoverAttachments({ ...process.env, ...urls });

/** `resume`: postdeploy without its time limit, for what that had to leave. */
const phases = ['release', 'postdeploy', 'resume', 'predestroy'] as const;
export type Phase = (typeof phases)[number];

/** @throws AppError `configuration` with the usage. */
export function readPhase(args: readonly string[] = process.argv.slice(2)): Phase {
  const [word = 'postdeploy', ...rest] = args;
  const phase = phases.find((each) => each === word);
  if (rest.length === 0 && phase !== undefined) return phase;
  throw new AppError('configuration', `provisioner does not know ${JSON.stringify([word, ...rest].join(' '))}`, {
    hint: `Usage: provisioner [${phases.join(' | ')}]; postdeploy unless told.`,
  });
}
