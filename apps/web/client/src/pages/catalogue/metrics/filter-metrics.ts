import type { MetricSummary, StoredPreset } from '../../../api/contract.js';

export interface MetricFilter {
  text: string;
  origin: string;
  preset: string;
}

/** Metrics whose name, description or extension has every word, by name. */
export function filterMetrics(metrics: MetricSummary[], presets: StoredPreset[], filter: MetricFilter) {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const preset = presets.find(({ definition }) => definition.name === filter.preset);
  return metrics
    .filter(({ origin }) => filter.origin === '' || origin === filter.origin)
    .filter(({ name }) => filter.preset === '' || (preset !== undefined && name in preset.definition.metrics))
    .filter(({ name, description, requiresExtension }) => {
      const text = `${name} ${description} ${requiresExtension ?? ''}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Names of the presets that ask for a metric. */
export function presetsOf(metric: string, presets: StoredPreset[]): string[] {
  return presets.filter(({ definition }) => metric in definition.metrics).map(({ definition }) => definition.name);
}
