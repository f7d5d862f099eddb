import type { Dashboard } from '../dashboard.js';
import { connectionsUsed, deadlocks, longestTransaction } from '../panels/activity.js';
import { blocks } from '../panels/blocks.js';
import { cacheHit } from '../panels/cache-hit.js';
import { databaseSize } from '../panels/database-size.js';
import { healthSessions, healthState } from '../panels/health.js';
import { instanceUp } from '../panels/instance-up.js';
import { locks } from '../panels/locks.js';
import { rows } from '../panels/rows.js';
import { walRate } from '../panels/server.js';
import { sessions } from '../panels/sessions.js';
import { statementCalls, statementMeanTime } from '../panels/statements.js';
import { tableScans } from '../panels/tables.js';
import { tempBytes } from '../panels/temp-bytes.js';
import { topStatementsOverTime } from '../panels/top-statements-over-time.js';
import { transactions } from '../panels/transactions.js';

export const databaseOverview: Dashboard = {
  uid: 'pgwatch-database-overview',
  title: 'Database overview',
  help: 'What one database did over time: work, sessions, caches, size.',
  rows: [
    { title: 'Now', panels: [{ panel: healthState }, { panel: healthSessions }] },
    {
      title: 'Work',
      panels: [
        { panel: transactions },
        { panel: statementCalls },
        { panel: statementMeanTime },
        { panel: topStatementsOverTime },
        { panel: rows },
        { panel: tableScans },
      ],
    },
    {
      title: 'Sessions and locks',
      panels: [
        { panel: sessions },
        { panel: connectionsUsed },
        { panel: longestTransaction },
        { panel: locks },
        { panel: deadlocks },
        { panel: instanceUp },
      ],
    },
    {
      title: 'Blocks and size',
      panels: [
        { panel: cacheHit },
        { panel: blocks },
        { panel: tempBytes },
        { panel: walRate },
        { panel: databaseSize },
      ],
    },
  ],
};
