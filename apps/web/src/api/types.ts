import type { z } from 'zod';
import type { auditResponseSchema } from './audit/list-audit.js';
import type { collectorSchema } from './collector/get-collector.js';
import type { costSchema } from './collector/list-costs.js';
import type { collectorProblemSchema } from './collector/list-problems.js';
import type { discoveriesSchema } from './discoveries/schemas.js';
import type { problemSchema } from './docs/problem-schema.js';
import type { deploymentReportSchema, findingSchema, reportSchema } from './doctor/schemas.js';
import type { accountDatabaseSchema, operationSchema, removalPlanSchema } from './heroku/schemas.js';
import type { metricColumnSchema } from './metrics/list-columns.js';
import type {
  metricSchema,
  metricSummarySchema,
  presetSchema,
  revisionsSchema,
  storedMetricSchema,
  storedPresetSchema,
} from './metrics/schemas.js';
import type { trialSchema } from './metrics/try-metric.js';
import type { panelDataSchema, panelInfoSchema, tableSchema, timeseriesSchema } from './panels/schemas.js';
import type { sessionSchema } from './session/get-session.js';
import type { settingsSchema } from './settings/get-settings.js';
import type { tokenSchema, viewerSchema } from './settings/schemas.js';
import type { setupStatusSchema } from './setup/schemas.js';
import type {
  metricProblemSchema,
  sourceDetailSchema,
  sourceSummarySchema,
  sourcesResponseSchema,
  unmonitoredAttachmentSchema,
} from './sources/schemas.js';
import type { lookSchema, sourceSettingsSchema } from './sources/settings-schemas.js';
import type { transferSchema } from './transfer/import-definitions.js';

/** The JSON of /api/v1, as the server sends it and the pages read it. Times are ISO 8601 in UTC, sizes bytes. */
export type ApiProblem = z.infer<typeof problemSchema>;
export type DoctorFinding = z.infer<typeof findingSchema>;
export type DoctorReport = z.infer<typeof reportSchema>;
export type DeploymentReport = z.infer<typeof deploymentReportSchema>;
export type SessionInfo = z.infer<typeof sessionSchema>;
export type SetupStatus = z.infer<typeof setupStatusSchema>;
export type SetupStep = SetupStatus['steps'][number];
export type Notice = SetupStatus['notices'][number];
export type StepState = SetupStep['state'];
export type SourceSummary = z.infer<typeof sourceSummarySchema>;
export type SourceState = SourceSummary['state'];
export type Sparkline = SourceSummary['sparklines']['sessions'];
export type MetricProblem = z.infer<typeof metricProblemSchema>;
export type SourceDetail = z.infer<typeof sourceDetailSchema>;
export type PanelInfo = z.infer<typeof panelInfoSchema>;
export type TimeseriesData = z.infer<typeof timeseriesSchema>;
export type TableData = z.infer<typeof tableSchema>;
export type TableColumn = TableData['columns'][number];
export type PanelData = z.infer<typeof panelDataSchema>;
export type UnmonitoredAttachment = z.infer<typeof unmonitoredAttachmentSchema>;
export type SourcesResponse = z.infer<typeof sourcesResponseSchema>;
export type SourceSettings = z.infer<typeof sourceSettingsSchema>;
export type Discoveries = z.infer<typeof discoveriesSchema>;
export type Discovery = Discoveries['discoveries'][number];
export type SourceLook = z.infer<typeof lookSchema>;
export type Settings = z.infer<typeof settingsSchema>;
export type ApiToken = z.infer<typeof tokenSchema>;
export type Viewer = z.infer<typeof viewerSchema>;
export type AuditPage = z.infer<typeof auditResponseSchema>;
export type AuditEntry = AuditPage['entries'][number];
export type MetricDefinition = z.infer<typeof metricSchema>;
export type PresetDefinition = z.infer<typeof presetSchema>;
export type MetricSummary = z.infer<typeof metricSummarySchema>;
export type MetricColumn = z.infer<typeof metricColumnSchema>;
export type StoredMetric = z.infer<typeof storedMetricSchema>;
export type StoredPreset = z.infer<typeof storedPresetSchema>;
export type RevisionsPage = z.infer<typeof revisionsSchema>;
export type MetricTrial = z.infer<typeof trialSchema>;
export type Transfer = z.infer<typeof transferSchema>;
export type Collector = z.infer<typeof collectorSchema>;
export type CollectorDyno = Collector['dynos'][number];
export type MetricCost = z.infer<typeof costSchema>;
export type CollectorProblem = z.infer<typeof collectorProblemSchema>;
export type HerokuOperation = z.infer<typeof operationSchema>;
export type HerokuDatabase = z.infer<typeof accountDatabaseSchema>;
export type RemovalPlan = z.infer<typeof removalPlanSchema>;
