import { recommendationList } from '../recommendations/index.js';
import { recommendationMetric } from '../recommendations/recommendation.js';
import type { Metric } from '../types.js';
import { analyzeProgress } from './analyze-progress.js';
import { archiver } from './archiver.js';
import { archiverPendingCount } from './archiver-pending-count.js';
import { backends } from './backends.js';
import { bgwriter } from './bgwriter.js';
import { blockingLocks } from './blocking-locks.js';
import { buffercacheByDb } from './buffercache-by-db.js';
import { buffercacheByType } from './buffercache-by-type.js';
import { changeEvents } from './change-events.js';
import { changes } from './changes.js';
import { checkpointer } from './checkpointer.js';
import { collectorDyno } from './collector-dyno.js';
import { collectorFetches } from './collector-fetches.js';
import { collectorOverhead } from './collector-overhead.js';
import { databaseConflicts } from './database-conflicts.js';
import { datfrozenxid } from './datfrozenxid.js';
import { dbSize } from './db-size.js';
import { dbSizeApprox } from './db-size-approx.js';
import { dbStats } from './db-stats.js';
import { hashes } from './hashes.js';
import { indexBloatApprox } from './index-bloat-approx.js';
import { indexStats } from './index-stats.js';
import { instanceUp } from './instance-up.js';
import { invalidIndexes } from './invalid-indexes.js';
import { kpi } from './kpi.js';
import { locks } from './locks.js';
import { locksMode } from './locks-mode.js';
import { logicalSubscriptions } from './logical-subscriptions.js';
import { postgresRole } from './postgres-role.js';
import { recommendations } from './recommendations.js';
import { replication } from './replication.js';
import { replicationSlotStats } from './replication-slot-stats.js';
import { replicationSlots } from './replication-slots.js';
import { sequenceHealth } from './sequence-health.js';
import { settings } from './settings.js';
import { settingsNum } from './settings-num.js';
import { sprocStats } from './sproc-stats.js';
import { statActivity } from './stat-activity.js';
import { statActivityRealtime } from './stat-activity-realtime.js';
import { statIo } from './stat-io.js';
import { statSsl } from './stat-ssl.js';
import { statStatements } from './stat-statements.js';
import { statStatementsCalls } from './stat-statements-calls.js';
import { statStatementsNoQueryText } from './stat-statements-no-query-text.js';
import { subscriptionStats } from './subscription-stats.js';
import { tableBloatApprox } from './table-bloat-approx.js';
import { tableBloatApproxStattuple } from './table-bloat-approx-stattuple.js';
import { tableBloatApproxSummary } from './table-bloat-approx-summary.js';
import { tableBloatApproxSummarySql } from './table-bloat-approx-summary-sql.js';
import { tableFreezeAge } from './table-freeze-age.js';
import { tableIoStats } from './table-io-stats.js';
import { tableStats } from './table-stats.js';
import { tableStatsApprox } from './table-stats-approx.js';
import { unusedIndexes } from './unused-indexes.js';
import { vacuumProgress } from './vacuum-progress.js';
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
  analyzeProgress,
  archiverPendingCount,
  buffercacheByDb,
  buffercacheByType,
  changeEvents,
  dbSizeApprox,
  indexBloatApprox,
  recommendations,
  statActivityRealtime,
  statStatementsNoQueryText,
  tableBloatApprox,
  tableBloatApproxStattuple,
  tableBloatApproxSummary,
  tableFreezeAge,
  tableStatsApprox,
  vacuumProgress,
  ...recommendationList.map(recommendationMetric),
  collectorOverhead,
  collectorFetches,
  collectorDyno,
  ...changes,
  ...hashes,
];
