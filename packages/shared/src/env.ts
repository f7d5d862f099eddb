import { z } from 'zod';
import { AppError } from './errors.js';

/** Environment variables as a process sees them. */
export type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads an environment by a schema and lists every problem at once. An empty variable counts as absent: the form of
 * the Heroku button stores empty fields as empty strings.
 *
 * @throws AppError `configuration`, with one line per problem and no value in it.
 */
export function parseEnv<S extends z.ZodObject>(schema: S, env: Env): z.infer<S> {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.safeParse(present);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => {
    const name = issue.path.join('.');
    return present[name] === undefined ? `${name} is not set` : `${name}: ${issue.message}`;
  });
  throw new AppError('configuration', `The configuration is not usable: ${problems.join('; ')}`, {
    cause: result.error,
    hint: 'Set these config vars (Heroku dashboard: Settings, Reveal Config Vars; command line: heroku config:set).',
  });
}

/** A PostgreSQL URL, checked by shape only; its text never appears in the problem. */
export const databaseUrlSchema = z
  .string()
  .refine((value) => /^postgres(ql)?:\/\//.test(value) && URL.canParse(value) && new URL(value).hostname !== '', {
    message: 'is not a PostgreSQL URL of the form postgres://user:password@host:5432/database',
  });

/** A whole number given as text. */
export const integerSchema = z
  .string()
  .regex(/^\d+$/, 'is not a whole number')
  .transform((value) => Number(value));

/** The variables that every process reads. */
export const commonEnvSchema = z.object({
  DYNO: z.string().optional().describe('Name of the dyno; set by Heroku.'),
  PGWATCH2_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal'])
    .default('info')
    .describe('Least important log level that is written.'),
});
