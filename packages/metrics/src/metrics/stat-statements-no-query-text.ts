import type { Metric } from '../types.js';
import { statementsSql } from './stat-statements.js';

export const statStatementsNoQueryText: Metric = {
  name: 'stat_statements_no_query_text',
  description: 'stat_statements without ever reading the text of a query, where texts must not leave the database.',
  versions: [{ minMajor: 15, sql: statementsSql }],
  appliesTo: 'any',
  storedAs: 'stat_statements',
  requiresExtension: 'pg_stat_statements',
};
