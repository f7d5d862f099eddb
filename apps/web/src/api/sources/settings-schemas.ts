import { z } from 'zod';

/** A week, as PostgreSQL's table has it. */
const maxIntervalSeconds = 604_800;
const metricName = z.string().regex(/^[a-z][a-z0-9_]{0,49}$/, 'is no name of a metric');
const intervals = z
  .record(
    metricName,
    z
      .int('has to be a whole number of seconds')
      .min(0, 'has to be 0 or more')
      .max(maxIntervalSeconds, 'has to be 604800 or less, a week'),
  )
  .describe('Seconds by metric, above the preset; 0 takes a metric out.');

const tags = z
  .record(z.string().min(1, 'need a name each').max(63), z.string().max(255))
  .refine((all) => Object.keys(all).length <= 50, 'are more than 50');

/** What may be edited. */
export const editableSettings = {
  group: z.string().trim().min(1).max(80).nullable(),
  tags,
  preset: z.string().min(1),
  presetStandby: z.string().min(1).nullable().describe('While it is a standby; as of a primary when null.'),
  customMetrics: intervals,
  customMetricsStandby: intervals.nullable(),
  onlyIfPrimary: z.boolean().describe('Asked for nothing but whether it is up while it is a standby.'),
  isEnabled: z.boolean(),
};

export const partialSettings = z.strictObject(editableSettings).partial();

export const sourceSettingsSchema = z
  .object({
    name: z.string(),
    variable: z.string().nullable(),
    isAttached: z.boolean().describe('Its URL is its config var and is not edited here.'),
    detachedAt: z.string().nullable(),
    ...editableSettings,
    version: z.string().describe('To be sent with a change of these settings.'),
  })
  .meta({ id: 'SourceSettings' });

export const sourceName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_.-]{0,62}$/, 'has to begin with a letter, then letters, digits, or _ . -');

/** Never given back by any answer. */
export const databaseUrl = z
  .string()
  .max(2_000)
  .describe('postgres://user:password@host:5432/database; stored encrypted and never shown again.');

const pattern = z.string().min(1).max(500).nullable().default(null);

/** Which databases of a server are meant. */
export const namePatterns = {
  include: pattern.describe("A regular expression of PostgreSQL's that names have to fit."),
  exclude: pattern.describe('One that they must not fit.'),
};

export const lookSchema = z
  .object({
    isUp: z.boolean(),
    durationMs: z.number(),
    look: z
      .object({
        serverVersion: z.string(),
        database: z.string(),
        user: z.string(),
        isInRecovery: z.boolean(),
        canMonitor: z.boolean().describe('It is a member of pg_monitor, and sees what other roles do.'),
        tlsFingerprint: z.string().nullable(),
      })
      .optional(),
    reason: z.string().optional().describe('Why it is not up.'),
    hint: z.string().nullable().optional(),
  })
  .meta({ id: 'SourceLook' });
