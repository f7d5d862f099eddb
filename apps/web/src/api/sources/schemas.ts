import { z } from 'zod';
import { panelInfoSchema } from '../panels/schemas.js';
import { noticeSchema } from '../setup/schemas.js';

const sparklineSchema = z
  .object({
    times: z.array(z.number()).describe('Seconds since the epoch, as in every chart.'),
    values: z.array(z.number().nullable()),
  })
  .meta({ id: 'Sparkline', description: 'Points of a small chart, oldest first; null where nothing was measured.' });

export const sourceSummarySchema = z
  .object({
    name: z.string(),
    variable: z.string().nullable().describe('Config var that it comes from; null for sources added by URL.'),
    isEnabled: z.boolean(),
    group: z.string().nullable(),
    tags: z.record(z.string(), z.string()),
    preset: z.string(),
    state: z.enum(['up', 'down', 'unknown', 'paused']),
    reason: z.string().nullable().describe('Why it is down, unknown or paused; without secrets.'),
    notice: z.string().nullable().describe('What to know about it although it may be up: its TLS certificate changed.'),
    serverVersion: z.string().nullable(),
    isInRecovery: z.boolean().nullable(),
    sizeBytes: z.number().nullable(),
    transactionsPerSecond: z.number().nullable(),
    sessions: z.number().nullable(),
    activeSessions: z.number().nullable(),
    waitingSessions: z.number().nullable().describe('For a lock.'),
    lagSeconds: z.number().nullable().describe('How far a standby is behind.'),
    cacheHitRatio: z.number().nullable().describe('0 to 1.'),
    lastSampleAt: z.string().nullable(),
    problemCount: z.int().describe('Metrics that are asked of it and fail, or give too much.'),
    finding: z
      .object({ level: z.enum(['error', 'warning']), text: z.string() })
      .nullable()
      .describe('The worst that is known to be wrong with it.'),
    sparklines: z.object({ transactionsPerSecond: sparklineSchema, sessions: sparklineSchema }),
  })
  .meta({ id: 'SourceSummary' });

export const metricProblemSchema = z
  .object({
    metric: z.string(),
    isPartial: z.boolean().describe('It is gathered, but not all of it is stored.'),
    reason: z.string(),
    since: z.string(),
    hint: z.string().nullable(),
  })
  .meta({ id: 'MetricProblem', description: 'A metric that cannot be gathered from a source just now.' });

export const sourceDetailSchema = z
  .object({
    ...sourceSummarySchema.shape,
    problems: z.array(metricProblemSchema),
    panels: z.array(panelInfoSchema),
  })
  .meta({ id: 'SourceDetail' });

export const unmonitoredAttachmentSchema = z
  .object({
    variable: z.string(),
    purpose: z.string().nullable().describe('What it is used for, when it is ours: the Collector DB, Grafana.'),
  })
  .meta({ id: 'UnmonitoredAttachment', description: 'Another database that Heroku attached to this app.' });

export const sourcesResponseSchema = z
  .object({
    sources: z.array(sourceSummarySchema),
    attachedNotMonitored: z.array(unmonitoredAttachmentSchema),
    notices: z.array(noticeSchema).describe('What the Collector DB has no room for, and how Grafana fares.'),
  })
  .meta({ id: 'SourcesResponse' });

/** In a path. */
export const nameParams = z.object({ name: z.string() });
