import type { Metric } from '../types.js';
import { backends } from './backends.js';
import { dbSize } from './db-size.js';
import { dbStats } from './db-stats.js';
import { instanceUp } from './instance-up.js';
import { locksMode } from './locks-mode.js';
import { statStatements } from './stat-statements.js';
import { tableStats } from './table-stats.js';

/** Every metric that is shipped. */
export const metrics: readonly Metric[] = [
  instanceUp,
  dbStats,
  backends,
  locksMode,
  statStatements,
  dbSize,
  tableStats,
];
