import type { Dashboard } from '../dashboard.js';
import { databaseOverview } from './database-overview.js';
import { comparison, singleQuery, tableDetails } from './details.js';
import { globalOverview } from './global-overview.js';
import { healthCheck } from './health-check.js';
import { collectorDynos, monitorCost } from './monitor.js';
import {
  biggestRelations,
  changeEvents,
  checkpointsAndBuffers,
  herokuPlatform,
  indexes,
  locking,
  queryPerformance,
  recommendationsFound,
  replicationState,
  sequences,
  sessionsOverview,
  settingsOverview,
  storedProcedures,
  tablesOverview,
  vacuumAndWraparound,
  waitEventsOverview,
} from './themes.js';

/** Every dashboard, in the order in which people look at them. */
export const dashboards: readonly Dashboard[] = [
  globalOverview,
  healthCheck,
  databaseOverview,
  queryPerformance,
  singleQuery,
  tablesOverview,
  tableDetails,
  biggestRelations,
  indexes,
  sessionsOverview,
  locking,
  waitEventsOverview,
  checkpointsAndBuffers,
  replicationState,
  storedProcedures,
  vacuumAndWraparound,
  sequences,
  settingsOverview,
  changeEvents,
  recommendationsFound,
  comparison,
  herokuPlatform,
  monitorCost,
  collectorDynos,
];
