import type { TablePanel, TimeseriesPanel } from '../panel.js';
import { elementOf } from '../sql/one-series.js';
import { isOwnStatement } from '../sql/own-statements.js';
import { quotientsSql } from '../sql/quotients.js';
import { ratesSql } from '../sql/rates.js';
import { seriesRatesSql } from '../sql/series-rates.js';
import { statementAdditions } from '../sql/statement-additions.js';

const metric = 'stat_statements';
const metrics = [metric];

export const statementCalls: TimeseriesPanel = {
  id: 'statement-calls',
  title: 'Statements',
  help: 'Statements per second, by pg_stat_statements.',
  unit: 'ops/s',
  kind: 'timeseries',
  metrics: ['stat_statements_calls'],
  sql: ratesSql({ metric: 'stat_statements_calls', lines: { statements: 'calls' } }),
};

export const statementMeanTime: TimeseriesPanel = {
  id: 'statement-mean-time',
  title: 'Time per statement',
  help: 'Average execution and planning time of a statement; planning shows where pg_stat_statements.track_planning is on.',
  unit: 'ms',
  kind: 'timeseries',
  metrics: ['stat_statements_calls'],
  sql: quotientsSql({
    metric: 'stat_statements_calls',
    lines: { execution: ['total_time', 'calls'], planning: ['total_plan_time', 'calls'] },
  }),
};

const busiest = (
  id: string,
  title: string,
  help: string,
  unit: string,
  counter: string,
  columns: string[],
): TimeseriesPanel => ({
  id,
  title,
  help,
  unit,
  kind: 'timeseries',
  metrics,
  sql: seriesRatesSql({ metric, tag: 'queryid', counter, columns, unseen: 'unknown' }),
});

export const statementsByCalls = busiest(
  'statements-by-calls',
  'Most called',
  'Calls per second of the eight statements that were called most.',
  'ops/s',
  'calls',
  ['calls'],
);
export const statementsByRows = busiest(
  'statements-by-rows',
  'Most rows',
  'Rows per second of the eight statements that returned or changed most.',
  'ops/s',
  'rows',
  ['rows'],
);
export const statementsByRead = busiest(
  'statements-by-read',
  'Most read',
  'Bytes per second that were not in shared buffers, of the eight statements that read most.',
  'bytes/s',
  'shared_blks_read * 8192',
  ['shared_blks_read'],
);
export const statementsByHit = busiest(
  'statements-by-hit',
  'Most cache use',
  'Bytes per second that were in shared buffers, of the eight statements that used most.',
  'bytes/s',
  'shared_blks_hit * 8192',
  ['shared_blks_hit'],
);
export const statementsByTemp = busiest(
  'statements-by-temp',
  'Most temporary files',
  'Bytes per second written to temporary files by the eight statements that wrote most.',
  'bytes/s',
  'temp_blks_written * 8192',
  ['temp_blks_written'],
);

const counters = [
  'calls',
  'total_time',
  'rows',
  'shared_blks_hit',
  'shared_blks_read',
  'temp_blks_written',
  'blk_read_time',
  'blk_write_time',
];

/** Eight counters are subtracted: of a day every fourth fetch. */
const slots = 120;

export const statementTable: TablePanel = {
  id: 'statement-table',
  title: 'Statements in this range',
  help: 'What each statement did in this range, those that took most time first; a text looked for can be anywhere in the statement. Constants are shown as $1, $2. What the collector asks is left out, where texts are read.',
  unit: 'ms',
  kind: 'table',
  metrics,
  columns: [
    {
      name: 'queryid',
      title: 'Query id',
      unit: 'text',
      link: { dashboard: 'pgwatch-single-query', parameter: 'queryid' },
    },
    { name: 'query', title: 'Statement', unit: 'text' },
    { name: 'users', title: 'Roles', unit: 'text' },
    { name: 'total_time', title: 'Total time', unit: 'ms' },
    { name: 'calls', title: 'Calls', unit: 'short' },
    { name: 'mean_time', title: 'Time per call', unit: 'ms' },
    { name: 'rows_per_call', title: 'Rows per call', unit: 'short' },
    { name: 'hit_ratio', title: 'Cache hit ratio', unit: 'percent' },
    { name: 'read_bytes', title: 'Read', unit: 'bytes' },
    { name: 'temp_bytes', title: 'Temporary files', unit: 'bytes' },
    { name: 'io_share', title: 'Time for blocks', unit: 'percent' },
  ],
  sql: `
WITH ${statementAdditions(counters, slots)}, sums AS (
  SELECT series, ${counters.map((column) => `sum(greatest(more_${column}, 0))::float8 AS ${column}`).join(', ')}
  FROM additions
  WHERE is_known
  GROUP BY series
), users AS (
  SELECT unnest(series) AS series, unnest(users) AS users
  FROM (SELECT series, users FROM samples.stat_statements
    WHERE source_id = :source AND time BETWEEN :from AND :to ORDER BY time DESC LIMIT 1) latest
)
SELECT described.tags ->> 'queryid' AS queryid, described.tags ->> 'query' AS query, users.users,
  sums.total_time, sums.calls, sums.total_time / nullif(sums.calls, 0) AS mean_time, sums.rows / nullif(sums.calls, 0) AS rows_per_call,
  sums.shared_blks_hit / nullif(sums.shared_blks_hit + sums.shared_blks_read, 0) AS hit_ratio,
  sums.shared_blks_read * 8192 AS read_bytes, sums.temp_blks_written * 8192 AS temp_bytes,
  least((sums.blk_read_time + sums.blk_write_time) / nullif(sums.total_time, 0), 1) AS io_share
FROM sums
JOIN pgwatch2.series described ON described.id = sums.series
LEFT JOIN users ON users.series = sums.series
WHERE position(lower(:search) IN lower(concat_ws(' ', described.tags ->> 'queryid', described.tags ->> 'query', users.users))) > 0
  AND NOT ${isOwnStatement(`described.tags ->> 'query'`)}
ORDER BY sums.total_time DESC
LIMIT 200`,
};

const one = elementOf({ metric, tag: 'queryid', parameter: 'queryid' });
const ofOne = {
  kind: 'timeseries',
  metrics,
  emptyWhen: 'No line without a query id, nor while the statement is not among the busiest 200.',
} as const;

export const queryText: TablePanel = {
  id: 'query-text',
  title: 'The statement',
  help: 'Text of the statement, as pg_stat_statements has it; constants are shown as $1, $2.',
  unit: 'short',
  kind: 'table',
  metrics: [],
  columns: [
    { name: 'query', title: 'Statement', unit: 'text' },
    { name: 'known', title: 'Known since', unit: 'time' },
  ],
  sql: `
SELECT coalesce(tags ->> 'query', 'not known') AS query, created_at AS known
FROM pgwatch2.series
WHERE source_id = :source AND metric = 'stat_statements' AND tags ->> 'queryid' = :queryid
ORDER BY id DESC LIMIT 1`,
};

export const queryCalls: TimeseriesPanel = {
  ...ofOne,
  id: 'query-calls',
  title: 'Calls',
  help: 'How often the statement is called per second.',
  unit: 'ops/s',
  sql: ratesSql({ metric, lines: { calls: one('calls') } }),
};
export const queryTime: TimeseriesPanel = {
  ...ofOne,
  id: 'query-time',
  title: 'Execution time per second',
  help: 'Time that goes to this statement; 1 s/s is one session busy with it all the time.',
  unit: 's/s',
  sql: ratesSql({ metric, lines: { execution: `${one('total_time')} / 1000` } }),
};
export const queryMeanTime: TimeseriesPanel = {
  ...ofOne,
  id: 'query-mean-time',
  title: 'Time per call',
  help: 'Average time of a call, and what of it went to blocks and to generating JIT code.',
  unit: 'ms',
  sql: quotientsSql({
    metric,
    lines: {
      execution: [one('total_time'), one('calls')],
      blocks: [`${one('blk_read_time')} + ${one('blk_write_time')}`, one('calls')],
      'JIT generation': [one('jit_generation_time'), one('calls')],
    },
  }),
};
export const queryRows: TimeseriesPanel = {
  ...ofOne,
  id: 'query-rows',
  title: 'Rows per call',
  help: 'Rows that a call returns or changes on average.',
  unit: 'short',
  sql: quotientsSql({ metric, lines: { rows: [one('rows'), one('calls')] } }),
};
export const queryHit: TimeseriesPanel = {
  ...ofOne,
  id: 'query-hit',
  title: 'Cache hit ratio of the statement',
  help: 'Share of its blocks that were in shared buffers.',
  unit: 'percent',
  sql: quotientsSql({
    metric,
    lines: { hit: [one('shared_blks_hit'), `${one('shared_blks_hit')} + ${one('shared_blks_read')}`] },
  }),
};
export const queryBlocks: TimeseriesPanel = {
  ...ofOne,
  id: 'query-blocks',
  title: 'Bytes per call',
  help: 'What a call reads from and outside of shared buffers, and what it writes to temporary files.',
  unit: 'bytes',
  sql: quotientsSql({
    metric,
    lines: {
      hit: [`${one('shared_blks_hit')} * 8192`, one('calls')],
      read: [`${one('shared_blks_read')} * 8192`, one('calls')],
      temporary: [`${one('temp_blks_written')} * 8192`, one('calls')],
    },
  }),
};
