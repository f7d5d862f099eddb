import type { Metric, Preset } from '@pgwatch-heroku/metrics';

/** Keys of pgwatch that nothing here uses, kept for the export. */
export type PgwatchAttributes = Record<string, unknown>;

export interface TransferMetric {
  metric: Metric;
  pgwatchAttributes: PgwatchAttributes;
}

/** What a person decides about a source; where it is stands in its config var. */
export interface TransferSource {
  /** The config var with its URL. */
  variable: string;
  group: string | null;
  preset: string;
  presetStandby: string | null;
  customMetrics: Record<string, number>;
  customMetricsStandby: Record<string, number> | null;
  onlyIfPrimary: boolean;
  isEnabled: boolean;
  pgwatchAttributes: PgwatchAttributes;
}

export type Origin = 'shipped' | 'user';

/** Everything that people may define, by name. */
export interface StoredDefinitions {
  metrics: Map<string, TransferMetric & { origin: Origin }>;
  presets: Map<string, Preset & { origin: Origin }>;
  /** By alias. */
  sources: Map<string, TransferSource>;
}

/** The preset of a source that has none: pgwatch has sources with intervals of their own only. */
export const noPreset = 'custom';
