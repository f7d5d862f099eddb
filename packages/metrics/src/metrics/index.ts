import type { Metric } from '../types.js';
import { archiver } from './archiver.js';
import { backends } from './backends.js';
import { bgwriter } from './bgwriter.js';
import { blockingLocks } from './blocking-locks.js';
import { checkpointer } from './checkpointer.js';
import { databaseConflicts } from './database-conflicts.js';
import { datfrozenxid } from './datfrozenxid.js';
import { dbSize } from './db-size.js';
import { dbStats } from './db-stats.js';
import { indexStats } from './index-stats.js';
import { instanceUp } from './instance-up.js';
import { invalidIndexes } from './invalid-indexes.js';
import { kpi } from './kpi.js';
import { locks } from './locks.js';
import { locksMode } from './locks-mode.js';
import { logicalSubscriptions } from './logical-subscriptions.js';
import { postgresRole } from './postgres-role.js';
import { replication } from './replication.js';
import { replicationSlotStats } from './replication-slot-stats.js';
import { replicationSlots } from './replication-slots.js';
import { sequenceHealth } from './sequence-health.js';
import { settings } from './settings.js';
import { settingsNum } from './settings-num.js';
import { sprocStats } from './sproc-stats.js';
import { statActivity } from './stat-activity.js';
import { statIo } from './stat-io.js';
import { statSsl } from './stat-ssl.js';
import { statStatements } from './stat-statements.js';
import { statStatementsCalls } from './stat-statements-calls.js';
import { subscriptionStats } from './subscription-stats.js';
import { tableBloatApproxSummarySql } from './table-bloat-approx-summary-sql.js';
import { tableIoStats } from './table-io-stats.js';
import { tableStats } from './table-stats.js';
import { unusedIndexes } from './unused-indexes.js';
import { waitEvents } from './wait-events.js';
import { wal } from './wal.js';
import { walReceiver } from './wal-receiver.js';
import { walSize } from './wal-size.js';
import { walStats } from './wal-stats.js';

/** Every metric that is shipped. */
export const metrics: readonly Metric[] = [
  instanceUp,
  dbStats,
  backends,
  bgwriter,
  archiver,
  locks,
  locksMode,
  statStatementsCalls,
  statStatements,
  statActivity,
  replication,
  replicationSlots,
  wal,
  walReceiver,
  sprocStats,
  dbSize,
  tableStats,
  tableIoStats,
  indexStats,
  sequenceHealth,
  settings,
  tableBloatApproxSummarySql,
  checkpointer,
  datfrozenxid,
  settingsNum,
  postgresRole,
  statIo,
  walStats,
  walSize,
  waitEvents,
  blockingLocks,
  databaseConflicts,
  replicationSlotStats,
  subscriptionStats,
  logicalSubscriptions,
  statSsl,
  unusedIndexes,
  invalidIndexes,
  kpi,
];
