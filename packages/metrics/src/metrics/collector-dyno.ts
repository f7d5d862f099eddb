import type { Metric } from '../types.js';

/** Made by each collector dyno of itself; what is wrong with a store that is nearly full shows here. */
export const collectorDyno: Metric = {
  name: 'collector_dyno',
  description: 'Memory, CPU, delays and buffer of a collector dyno; written by it every minute.',
  versions: [],
  appliesTo: 'any',
  storage: { peaks: ['buffered', 'lateness_p99_ms', 'event_loop_delay_max_ms'], isCore: true },
};
