import type { MetricDefinition, MetricSummary, StoredMetric, StoredPreset } from '../../src/api/types.js';

const stored = { origin: 'shipped' as const, changedAt: '2026-11-22T10:00:00.000Z', version: '1' };

export const admin = {
  '/api/v1/session': { user: 'admin', role: 'admin', via: 'session', csrfToken: 'token' },
};

export function metricSummary(name: string, changes: Partial<MetricSummary> = {}): MetricSummary {
  return {
    ...{ name, description: `What ${name} is.`, appliesTo: 'any', majors: [15], requiresExtension: null },
    ...{ storedAs: null, ...stored },
    ...changes,
  };
}

export function storedMetric(
  definition: Partial<MetricDefinition> & { name: string },
  changes: Partial<StoredMetric> = {},
): StoredMetric {
  return {
    definition: {
      ...{ description: 'One.', versions: [{ minMajor: 15, sql: 'SELECT 1 AS one' }], appliesTo: 'any' },
      ...definition,
    },
    ...{ ...stored, presets: [], sources: [] },
    ...changes,
  };
}

export function storedPreset(
  name: string,
  metrics: Record<string, number>,
  changes: Partial<StoredPreset> = {},
): StoredPreset {
  return { definition: { name, description: `For ${name}.`, metrics }, ...stored, sources: [], ...changes };
}
