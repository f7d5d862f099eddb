import type { Dashboard } from '../dashboard.js';
import type { Panel } from '../panel.js';
import { cacheHit } from '../panels/cache-hit.js';
import { rows } from '../panels/rows.js';
import { walRate } from '../panels/server.js';
import { sessions } from '../panels/sessions.js';
import * as statements from '../panels/statements.js';
import * as tables from '../panels/tables.js';
import { tempBytes } from '../panels/temp-bytes.js';
import { transactions } from '../panels/transactions.js';

const all = (...panels: Panel[]) => panels.map((panel) => ({ panel }));

export const singleQuery: Dashboard = {
  uid: 'pgwatch-single-query',
  title: 'Single query',
  help: 'One statement over time, by the query id that Query performance leads here with.',
  rows: [
    { title: 'Statement', panels: all(statements.queryText) },
    {
      title: 'Over time',
      panels: all(
        statements.queryCalls,
        statements.queryTime,
        statements.queryMeanTime,
        statements.queryRows,
        statements.queryHit,
        statements.queryBlocks,
      ),
    },
  ],
};

export const tableDetails: Dashboard = {
  uid: 'pgwatch-table-details',
  title: 'Table details',
  help: 'One table over time: size, changes, scans, caches, indexes.',
  rows: [
    { title: 'Now', panels: all(tables.tableState, tables.tableIndexes) },
    {
      title: 'Over time',
      panels: all(
        tables.tableSize,
        tables.tableRows,
        tables.tableScanRates,
        tables.tableDead,
        tables.tableHit,
        tables.tableBlocks,
      ),
    },
  ],
};

/** Each chart beside itself as it was a day before. */
const twice = (...panels: Panel[]) => panels.flatMap((panel) => [{ panel }, { panel, timeShift: '1d' }]);

export const comparison: Dashboard = {
  uid: 'pgwatch-comparison',
  title: 'Today and yesterday',
  help: 'The main figures of a database beside what they were a day before: is this unusual?',
  from: 'now-6h',
  rows: [
    {
      title: 'Now, and a day before',
      panels: twice(
        transactions,
        statements.statementCalls,
        statements.statementMeanTime,
        sessions,
        rows,
        cacheHit,
        tempBytes,
        walRate,
      ),
    },
  ],
};
