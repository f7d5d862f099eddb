import type { DynoRow, HistoryDays, ReadingRole, StoreState } from '@pgwatch-heroku/store';
import type { Environment } from './read-environment.js';

export interface Store {
  version: string;
  durationMs: number;
  /** The role that we log in as. */
  role: string;
}

export interface Schema {
  /** Newest migration of this code, and of the Collector DB. */
  expected: string;
  actual: string | undefined;
  appliedAt: Date | undefined;
}

export interface Storage extends StoreState {
  nowSeconds: number;
}

export interface Collectors {
  nowSeconds: number;
  dynos: DynoRow[];
  /** Sources that are to be monitored, and which of them a dyno has the lease of. */
  monitored: string[];
  leased: string[];
}

/** How the Grafana of this app fares; what runs it knows. */
export type GrafanaState =
  | { state: 'ready' }
  | { state: 'starting'; reason?: string }
  | { state: 'off'; reason: string; hint: string }
  /** This process does not run it and cannot tell. */
  | { state: 'elsewhere' };

export interface DeploymentFacts {
  environment: Environment;
  /** What was asked to be kept. */
  history: Pick<HistoryDays, 'rawDays' | 'retentionDays'>;
  grafana: GrafanaState;
  store: Store;
  schema: Schema;
  storage: Storage;
  collectors: Collectors;
  /** Null where Grafana has no role of its own. */
  readingRole: { role: string; rights: ReadingRole | undefined } | null;
}

export type StoreFact = 'store' | 'schema' | 'storage' | 'collectors' | 'readingRole';
