import type { Dashboard } from '../dashboard.js';
import type { Panel } from '../panel.js';
import * as activity from '../panels/activity.js';
import { blockingSessions } from '../panels/blocking-sessions.js';
import * as changes from '../panels/changes.js';
import { databaseSize } from '../panels/database-size.js';
import * as indexPanels from '../panels/indexes.js';
import { locks } from '../panels/locks.js';
import { platformLoad, platformMemory } from '../panels/platform.js';
import { recommendationTable } from '../panels/recommendations.js';
import * as server from '../panels/server.js';
import { sessions } from '../panels/sessions.js';
import { settingsNumbers, settingsTable } from '../panels/settings.js';
import * as sprocs from '../panels/sprocs.js';
import * as statements from '../panels/statements.js';
import * as tables from '../panels/tables.js';
import { topStatementsOverTime } from '../panels/top-statements-over-time.js';
import { transactions } from '../panels/transactions.js';
import * as vacuum from '../panels/vacuum.js';

const row = (title: string, ...panels: Panel[]) => ({ title, panels: panels.map((panel) => ({ panel })) });

export const queryPerformance: Dashboard = {
  uid: 'pgwatch-query-performance',
  title: 'Query performance',
  help: 'Which statements take the time, and what they do with it?',
  rows: [
    row(
      'Over time',
      statements.statementCalls,
      statements.statementMeanTime,
      topStatementsOverTime,
      statements.statementsByCalls,
    ),
    row('Statements', statements.statementTable),
    row(
      'Busiest by what they do',
      statements.statementsByRows,
      statements.statementsByRead,
      statements.statementsByHit,
      statements.statementsByTemp,
    ),
  ],
};

export const tablesOverview: Dashboard = {
  uid: 'pgwatch-tables',
  title: 'Tables',
  help: 'Which tables change, grow and are read most?',
  rows: [
    row('In this range', tables.tableActivity, tables.tableGrowth),
    row('Over time', tables.tableScans, tables.tableReads),
  ],
};

export const biggestRelations: Dashboard = {
  uid: 'pgwatch-biggest-relations',
  title: 'Biggest relations',
  help: 'What takes the space?',
  rows: [row('As last seen', tables.relationsTotal, tables.relationsData, tables.relationsRest, databaseSize)],
};

export const indexes: Dashboard = {
  uid: 'pgwatch-indexes',
  title: 'Indexes',
  help: 'Which indexes are big, unused, broken, twice there or bloated, and which do the work?',
  rows: [
    row(
      'To act on',
      indexPanels.indexesInvalid,
      indexPanels.indexesUnused,
      indexPanels.indexesDuplicate,
      indexPanels.indexesBloat,
    ),
    row('Biggest', indexPanels.indexesBiggest),
    row('Over time', indexPanels.indexScans, indexPanels.indexEntries, indexPanels.indexReads, indexPanels.indexHits),
  ],
};

export const sessionsOverview: Dashboard = {
  uid: 'pgwatch-sessions',
  title: 'Sessions',
  help: 'Who is connected, what do they do, and for how long?',
  rows: [
    row('Now', activity.runningQueries),
    row(
      'Over time',
      sessions,
      activity.connections,
      activity.longestQuery,
      activity.longestTransaction,
      activity.longestSession,
      activity.sessionsOpened,
      activity.sessionTime,
      transactions,
    ),
    row('Seen running', activity.seenQueries),
  ],
};

export const locking: Dashboard = {
  uid: 'pgwatch-locks',
  title: 'Locks',
  help: 'Who waits for whom, and how often does it come to that?',
  rows: [
    row('Over time', locks, activity.locksByType, activity.blockedSessions, activity.longestWait, activity.deadlocks),
    row('Who blocked whom', blockingSessions, activity.blocking),
  ],
};

export const waitEventsOverview: Dashboard = {
  uid: 'pgwatch-wait-events',
  title: 'Wait events',
  help: 'What do active sessions wait for?',
  rows: [row('Waits', activity.waitEvents, activity.longestWait, activity.waitTable)],
};

export const checkpointsAndBuffers: Dashboard = {
  uid: 'pgwatch-checkpointer-bgwriter',
  title: 'Checkpointer and bgwriter',
  help: 'Who writes blocks, and do checkpoints come because it is time or because WAL runs full?',
  rows: [
    row(
      'Over time',
      server.checkpoints,
      server.checkpointTime,
      server.buffersWritten,
      server.blockTime,
      tables.tableReads,
      server.walRate,
      server.walFolder,
    ),
  ],
};

export const replicationState: Dashboard = {
  uid: 'pgwatch-replication',
  title: 'Replication',
  help: 'Do followers keep up, and does a slot fill the disk?',
  rows: [
    row('Now', server.followers, server.slots),
    row('Of a primary', server.replicationLag, server.replicationDelay, server.slotLag, server.slotXmin),
    row('Of a follower', server.receiverLag, server.receiverAge),
    row('Archive', server.archiving, server.archivePending),
  ],
};

export const storedProcedures: Dashboard = {
  uid: 'pgwatch-stored-procedures',
  title: 'Stored procedures',
  help: 'Which functions take the time, and one of them over time.',
  rows: [row('All', sprocs.sprocTable, sprocs.sprocsByTime), row('One of them', sprocs.sprocCalls, sprocs.sprocTime)],
};

export const vacuumAndWraparound: Dashboard = {
  uid: 'pgwatch-vacuum',
  title: 'Vacuum and wraparound',
  help: 'Does vacuum keep up, and how far is it to the end of transaction ids?',
  rows: [
    row('Now', vacuum.deadRows, vacuum.vacuumsRunning),
    row(
      'Over time',
      vacuum.wraparound,
      vacuum.oldestSnapshot,
      activity.autovacuum,
      activity.longestAutovacuum,
      vacuum.vacuums,
    ),
    row('Bloat', vacuum.tableBloat),
  ],
};

export const sequences: Dashboard = {
  uid: 'pgwatch-sequences',
  title: 'Sequences',
  help: 'Will a sequence run out of numbers?',
  from: 'now-7d',
  rows: [row('Over time', vacuum.sequencesUsed, vacuum.sequencesFull)],
};

export const settingsOverview: Dashboard = {
  uid: 'pgwatch-settings',
  title: 'Settings',
  help: 'How is the server set up, and what was changed?',
  from: 'now-7d',
  rows: [
    row('Changed in this range', changes.changesConfiguration),
    row('As last seen', settingsTable, settingsNumbers),
  ],
};

export const changeEvents: Dashboard = {
  uid: 'pgwatch-change-events',
  title: 'Change events',
  help: 'What was made, altered and dropped, and when did the server restart?',
  from: 'now-7d',
  rows: [
    row('In words', changes.changesOverTime, changes.changesInWords),
    row(
      'By kind',
      changes.changesTable,
      changes.changesIndex,
      changes.changesSproc,
      changes.changesConfiguration,
      changes.changesPrivilege,
    ),
  ],
};

export const recommendationsFound: Dashboard = {
  uid: 'pgwatch-recommendations',
  title: 'Recommendations',
  help: 'What could be better in this database?',
  from: 'now-24h',
  rows: [
    row('Found in the catalog', recommendationTable),
    row(
      'Found in figures',
      indexPanels.indexesUnused,
      indexPanels.indexesInvalid,
      vacuum.deadRows,
      activity.longestQuery,
      server.checkpoints,
    ),
  ],
};

export const herokuPlatform: Dashboard = {
  uid: 'pgwatch-heroku-platform',
  title: 'Heroku platform',
  help: 'How near is the database to the limits of its plan?',
  rows: [
    row('Plan', server.planLimits),
    row('Over time', activity.connectionsUsed, databaseSize, platformLoad, platformMemory),
  ],
};
