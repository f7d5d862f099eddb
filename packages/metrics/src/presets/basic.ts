import type { Preset } from '../types.js';

export const basic: Preset = {
  name: 'basic',
  description: 'WAL, size and statistics of the whole database, nothing per object.',
  metrics: {
    instance_up: 60,
    db_stats: 60,
    wal: 60,
    db_size: 300,
  },
};
