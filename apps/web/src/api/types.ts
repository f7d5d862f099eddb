/** The JSON of /api/v1, as the server sends it and the pages read it. Times are ISO 8601 in UTC, sizes bytes. */

export interface SessionInfo {
  user: string;
  role: 'admin';
  /** To be sent as `X-CSRF-Token` with every request that changes something. */
  csrfToken: string;
}

/** Every error answer: what went wrong and what to do. */
export interface ApiError {
  error: { code: string; message: string; hint?: string };
}

export type StepState = 'waiting' | 'running' | 'done' | 'warning' | 'failed';

export interface SetupStep {
  id: 'store' | 'schema' | 'sources' | 'collector' | 'connection' | 'first-sample';
  title: string;
  state: StepState;
  /** What is known now, one sentence. */
  detail: string;
  /** What to do when it stands at warning or failed. */
  hint?: string;
}

/** What works less well than it could, an amber sentence, with what to do about it. */
export interface Notice {
  message: string;
  hint: string;
}

export interface SetupStatus {
  steps: SetupStep[];
  /** True once samples of a source have arrived. */
  done: boolean;
  /** Degradations of this deployment. */
  notices: Notice[];
  /** The next useful thing to do. */
  next: { title: string; detail: string; href?: string; commands?: string[] };
}

/** Points of a small chart, oldest first; null where nothing was measured. */
export interface Sparkline {
  times: string[];
  values: (number | null)[];
}

export type SourceState = 'up' | 'down' | 'unknown' | 'paused';

export interface SourceSummary {
  name: string;
  /** Config var that it comes from; null for sources added by URL. */
  variable: string | null;
  state: SourceState;
  /** Why it is down, unknown or paused; without secrets. */
  reason: string | null;
  /** What to know about it although it may be up: its TLS certificate changed. */
  notice: string | null;
  serverVersion: string | null;
  isInRecovery: boolean | null;
  sizeBytes: number | null;
  transactionsPerSecond: number | null;
  sessions: number | null;
  activeSessions: number | null;
  /** 0 to 1. */
  cacheHitRatio: number | null;
  lastSampleAt: string | null;
  sparklines: { transactionsPerSecond: Sparkline; sessions: Sparkline };
}

/** A metric that cannot be gathered from a source just now. */
export interface MetricProblem {
  metric: string;
  /** It is gathered, but not all of it is stored. */
  isPartial: boolean;
  reason: string;
  since: string;
  hint: string | null;
}

export interface SourceDetail extends SourceSummary {
  preset: string;
  group: string | null;
  problems: MetricProblem[];
  panels: PanelInfo[];
}

export interface PanelInfo {
  id: string;
  title: string;
  /** One line for those who do not know the figure. */
  help: string;
  kind: 'timeseries' | 'table';
  /** `short`, `bytes`, `bytes/s`, `ops/s`, `ms`, `percent` (0 to 1), `s`, `s/s`. */
  unit: string;
  /** Draws the lines stacked. */
  stacked: boolean;
}

export interface TimeseriesData {
  kind: 'timeseries';
  /** Seconds since the epoch, ascending; shared by all lines. */
  times: number[];
  lines: { label: string; values: (number | null)[] }[];
}

export interface TableColumn {
  name: string;
  title: string;
  unit: string;
}

export interface TableData {
  kind: 'table';
  columns: TableColumn[];
  rows: (string | number | null)[][];
}

export interface PanelData {
  panel: PanelInfo;
  from: string;
  to: string;
  stepSeconds: number;
  data: TimeseriesData | TableData;
}

/** Other databases that Heroku attached to this app. */
export interface UnmonitoredAttachment {
  variable: string;
  /** What it is used for, when it is ours: the Collector DB, Grafana. */
  purpose: string | null;
}

export interface SourcesResponse {
  sources: SourceSummary[];
  attachedNotMonitored: UnmonitoredAttachment[];
  /** What the Collector DB has no room for. */
  notices: Notice[];
}
