import type { Metric } from '../types.js';

/** A thing that could be better, found by looking at the catalog. */
export interface Recommendation {
  /** Of the metric. */
  name: string;
  description: string;
  /** pgwatch's word for it. */
  topic: string;
  /** SQL of what is found, one row each: object_name, recommendation, extra_info, and what `extra` names. */
  sql: string;
  /** Those of `extraColumns` that the SQL gives. */
  extra?: readonly string[];
}

/** What only some recommendations have. */
const extraColumns: Readonly<Record<string, string>> = {
  issue_type: 'text',
  table_full_name: 'text',
  index_size_b: 'int8',
  affected_count: 'int8',
  oids: 'text',
  index_def: 'text',
};

const maxRows = 25;

/** Rows as pgwatch has them, one per object; all recommendations with the same columns, so that they can be one query. */
export function recommendationSql({ topic, sql, extra = [] }: Recommendation): string {
  const column = (name: string) => (extra.includes(name) ? `r.${name}` : `NULL::${extraColumns[name]}`);
  return `
SELECT
  '${topic}' AS tag_reco_topic,
  r.object_name AS tag_object_name,
  ${column('issue_type')} AS tag_issue_type,
  ${column('table_full_name')} AS tag_table_full_name,
  r.recommendation,
  r.extra_info,
  (pg_catalog.current_setting('server_version_num')::int / 10000)::text AS major_ver,
  count(*) OVER () AS total_recommendations,
  ${column('index_size_b')} AS index_size_b,
  ${column('affected_count')} AS affected_count,
  -- A dashboard of pgwatch asks for it by this name.
  CASE WHEN ${column('issue_type')} = 'duplicate' THEN ${column('affected_count')} END AS duplicate_count,
  ${column('oids')} AS oids,
  ${column('index_def')} AS index_def
FROM (${sql}) r
LIMIT ${maxRows}`;
}

/** A metric of its own, for whoever wants this one more often than the others. */
export const recommendationMetric = (recommendation: Recommendation): Metric => ({
  name: recommendation.name,
  description: recommendation.description,
  versions: [{ minMajor: 15, sql: recommendationSql(recommendation) }],
  appliesTo: 'primary',
  storedAs: 'recommendations',
  statementTimeoutMs: 30_000,
});
