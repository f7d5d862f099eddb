import type { Preset } from '../types.js';
import { basic } from './basic.js';

export const standard: Preset = {
  name: 'standard',
  description: 'basic, and tables, indexes, functions, sequences and statements.',
  metrics: {
    ...basic.metrics,
    sproc_stats: 180,
    stat_statements: 180,
    table_stats: 300,
    index_stats: 900,
    sequence_health: 3600,
  },
};
