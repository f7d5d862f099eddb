import type { z } from 'zod';
import type { problemSchema } from './docs/problem-schema.js';
import type { panelDataSchema, panelInfoSchema, tableSchema, timeseriesSchema } from './panels/schemas.js';
import type { sessionSchema } from './session/get-session.js';
import type { setupStatusSchema } from './setup/schemas.js';
import type {
  metricProblemSchema,
  sourceDetailSchema,
  sourceSummarySchema,
  sourcesResponseSchema,
  unmonitoredAttachmentSchema,
} from './sources/schemas.js';

/** The JSON of /api/v1, as the server sends it and the pages read it. Times are ISO 8601 in UTC, sizes bytes. */
export type ApiProblem = z.infer<typeof problemSchema>;
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
