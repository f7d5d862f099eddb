import type { ChartPanel } from './panel.js';
import { biggestTables } from './panels/biggest-tables.js';
import { blockingSessions } from './panels/blocking-sessions.js';
import { blocks } from './panels/blocks.js';
import { cacheHit } from './panels/cache-hit.js';
import { collectorFailures } from './panels/collector-failures.js';
import { collectorOverhead } from './panels/collector-overhead.js';
import { collectorTime } from './panels/collector-time.js';
import { databaseSize } from './panels/database-size.js';
import { instanceUp } from './panels/instance-up.js';
import { locks } from './panels/locks.js';
import { rows } from './panels/rows.js';
import { sessions } from './panels/sessions.js';
import { tempBytes } from './panels/temp-bytes.js';
import { topStatements } from './panels/top-statements.js';
import { topStatementsOverTime } from './panels/top-statements-over-time.js';
import { transactions } from './panels/transactions.js';

/** The catalogue, in the order in which a page shows it. */
export const panels: readonly ChartPanel[] = [
  transactions,
  sessions,
  topStatementsOverTime,
  topStatements,
  rows,
  blocks,
  cacheHit,
  locks,
  blockingSessions,
  databaseSize,
  tempBytes,
  instanceUp,
  biggestTables,
  collectorTime,
  collectorFailures,
  collectorOverhead,
];
