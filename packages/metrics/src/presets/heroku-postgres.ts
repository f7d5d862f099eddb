import type { Preset } from '../types.js';

/** Intervals are those of the original's preset of this name. */
export const herokuPostgres: Preset = {
  name: 'heroku_postgres',
  description: 'What Heroku Postgres lets a credential of its own see.',
  metrics: {
    instance_up: 60,
    db_stats: 60,
    backends: 60,
    locks_mode: 60,
    stat_statements: 180,
    db_size: 300,
    table_stats: 300,
  },
};
