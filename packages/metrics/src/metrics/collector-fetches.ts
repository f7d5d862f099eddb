import type { Metric } from '../types.js';

/** Made by the collector for every source, whatever its preset: how it fares must not depend on what it is asked for. */
export const collectorFetches: Metric = {
  name: 'collector_fetches',
  description: 'How the fetches of each metric went, cumulative; written by the collector every 10 minutes.',
  versions: [],
  appliesTo: 'any',
};
