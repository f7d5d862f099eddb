import type { MetricStorage } from '@pgwatch-heroku/metrics';
import { z } from 'zod';

/** Longer than any query that anybody wants to run every minute. */
const maxSqlLength = 50_000;
export const sqlText = z.string().trim().min(1, 'is empty').max(maxSqlLength);
const shortText = z.string().max(2_000);

export const metricName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,49}$/, 'has to be up to 50 small letters, digits and _, beginning with a letter');

/** As packages/metrics defines it. */
export const metricSchema = z
  .strictObject({
    name: metricName,
    description: shortText,
    versions: z
      .array(z.strictObject({ minMajor: z.int().min(1).max(99), sql: sqlText }))
      .max(20)
      .refine((all) => new Set(all.map(({ minMajor }) => minMajor)).size === all.length, 'names a major twice')
      .describe('SQL by the major of PostgreSQL that it is for, and all later ones up to the next.'),
    appliesTo: z.enum(['any', 'primary', 'standby']),
    requiresExtension: z.string().min(1).max(63).optional(),
    storedAs: metricName.optional().describe('The metric whose table the rows go to; its own when absent.'),
    availability: sqlText
      .optional()
      .describe('SQL that gives one row: a reason, null where the metric is available, and a hint.'),
    statementTimeoutMs: z.int().min(1).max(600_000).optional(),
    details: z
      .strictObject({ tag: z.string().min(1).max(63), sql: sqlText })
      .optional()
      .describe('Texts that are read once per new value of a tag: $1 is a text[] of its values.'),
    storage: z
      .strictObject({
        volume: z.enum(['large', 'small', 'slow']).optional(),
        isMomentary: z.literal(true).optional(),
        keepsEmpty: z.literal(true).optional(),
        peaks: z.array(z.string().min(1)).max(4).optional(),
        isCore: z.literal(true).optional(),
        narrow: z.array(z.string().min(1)).max(100).optional(),
      } satisfies Record<keyof MetricStorage, z.ZodType>)
      .optional(),
  })
  .meta({ id: 'Metric' });

const stored = {
  origin: z.enum(['shipped', 'user']).describe('user: made or changed by somebody; a release leaves it alone.'),
  changedAt: z.string(),
  version: z.string().describe('To be sent with a change.'),
};

/** A shipped metric may have more than people may write. */
export const storedMetricSchema = z
  .object({
    definition: metricSchema,
    ...stored,
    presets: z.array(z.string()).describe('That ask for it.'),
    sources: z.array(z.string()).describe('That ask for it by intervals of their own.'),
  })
  .meta({ id: 'StoredMetric' });

export const metricSummarySchema = z
  .object({
    name: z.string(),
    description: z.string(),
    appliesTo: z.enum(['any', 'primary', 'standby']),
    majors: z.array(z.int()).describe('With SQL of their own; empty for what the collector makes up itself.'),
    requiresExtension: z.string().nullable(),
    storedAs: z.string().nullable(),
    ...stored,
  })
  .meta({ id: 'MetricSummary' });

export const presetSchema = z
  .strictObject({
    name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/, 'has to be letters, digits, or _ . -'),
    description: shortText,
    metrics: z
      .record(metricName, z.int().min(1).max(604_800))
      .refine((all) => Object.keys(all).length <= 500, 'are more than 500')
      .describe('Seconds between two fetches, per metric.'),
  })
  .meta({ id: 'Preset' });

export const storedPresetSchema = z
  .object({ definition: presetSchema, ...stored, sources: z.array(z.string()).describe('That use it.') })
  .meta({ id: 'StoredPreset' });

export const revisionsSchema = z.object({
  revisions: z.array(
    z.object({
      revision: z.int(),
      at: z.string(),
      actor: z.string().nullable().describe('null for what was there before anybody changed it here.'),
      definition: z.union([metricSchema, presetSchema]).nullable().describe('null when it was deleted.'),
    }),
  ),
  nextCursor: z.string().nullable(),
});

/** For a change of what is there. */
export const version = z.string().min(1).describe('Of what is changed, as it was read.');
