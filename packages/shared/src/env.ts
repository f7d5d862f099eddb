import { z } from 'zod';
import { AppError } from './errors.js';
import { exampleDatabaseUrl } from './postgres/example-url.js';
import { parseDatabaseUrl } from './postgres/url.js';

/** Environment variables as a process sees them. */
export type Env = Readonly<Record<string, string | undefined>>;

/** What to do about config vars, for the one place that they are set at on Heroku. */
export const setConfigVarsHint =
  'Set these config vars (Heroku dashboard: Settings, Reveal Config Vars; command line: heroku config:set).';

/**
 * Reads an environment by a schema and lists every problem at once. An empty variable counts as absent: the form of
 * the Heroku button stores empty fields as empty strings.
 *
 * @param missingHints what to do about a variable that is not set, where setting it by hand is not the answer.
 * @throws AppError `configuration`, with one line per problem and no value in it.
 */
export function parseEnv<S extends z.ZodObject>(
  schema: S,
  env: Env,
  missingHints: Readonly<Record<string, string>> = {},
): z.infer<S> {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.safeParse(present);
  if (result.success) return result.data;
  const hints = new Set<string>();
  const problems = result.error.issues.map((issue) => {
    const name = issue.path.join('.');
    const isMissing = present[name] === undefined;
    hints.add((isMissing ? missingHints[name] : undefined) ?? setConfigVarsHint);
    return isMissing ? `${name} is not set` : `${name}: ${issue.message}`;
  });
  throw new AppError('configuration', `The configuration is not usable: ${problems.join('; ')}`, {
    cause: result.error,
    hint: [...hints].join(' '),
  });
}

/** A PostgreSQL URL that `parseDatabaseUrl` reads; its text never appears in the problem. */
export const databaseUrlSchema = z.string().refine(isDatabaseUrl, {
  message: `is not a PostgreSQL URL of the form ${exampleDatabaseUrl}`,
});

function isDatabaseUrl(text: string): boolean {
  try {
    parseDatabaseUrl(text, 'the URL');
    return true;
  } catch {
    return false;
  }
}

/** A whole number given as text. */
export const integerSchema = z
  .string()
  .regex(/^\d+$/, 'is not a whole number')
  .transform((value) => Number(value));

/** A whole number given as text, from `low` to `high`. */
export const integerBetween = (low: number, high: number) =>
  integerSchema.refine((value) => value >= low && value <= high, { message: `is not between ${low} and ${high}` });

/** The variables that every process reads. */
export const commonEnvSchema = z.object({
  DYNO: z.string().optional().describe('Name of the dyno; set by Heroku.'),
  PGWATCH2_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal'])
    .default('info')
    .describe('Least important log level that is written.'),
});
