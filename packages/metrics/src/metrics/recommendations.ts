import { recommendationList } from '../recommendations/index.js';
import { type Recommendation, recommendationSql } from '../recommendations/recommendation.js';
import type { Metric } from '../types.js';

/** What dashboards show where there is nothing to say. */
const nothing: Recommendation = {
  name: '',
  description: '',
  topic: 'dummy',
  sql: `
SELECT '-' AS object_name, 'no recommendations' AS recommendation, NULL AS extra_info
WHERE NOT EXISTS (SELECT 1 FROM found)`,
};

const sql = `
WITH found AS MATERIALIZED (${recommendationList.map((one) => `(${recommendationSql(one)}\n)`).join(' UNION ALL ')})
SELECT * FROM found
UNION ALL (${recommendationSql(nothing)})`;

export const recommendations: Metric = {
  name: 'recommendations',
  description: 'All recommendations: what in the database could be better, and how.',
  versions: [{ minMajor: 15, sql }],
  appliesTo: 'primary',
  storage: { volume: 'slow' },
  statementTimeoutMs: 60_000,
};
