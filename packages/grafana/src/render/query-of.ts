import type { Panel } from '../panel.js';
import { bindForGrafana } from './bind-for-grafana.js';

export interface GrafanaQuery {
  rawSql: string;
  format: 'time_series' | 'table';
}

/**
 * A panel's SQL in the form that Grafana's PostgreSQL data source wants.
 *
 * Lines are named by a column `metric`. A row without a label, where all lines break, would be a line without a name
 * there; it goes to one of the lines instead: the others have no value at that time, and break just so.
 */
export function queryOf(panel: Panel, about: 'source' | 'dyno' = 'source'): GrafanaQuery {
  const rawSql = bindForGrafana(panel.sql.trim(), about);
  if (panel.kind !== 'timeseries') return { rawSql, format: 'table' };
  return {
    rawSql: `SELECT time, metric, value
FROM (
  SELECT drawn.time, coalesce(drawn.label, min(drawn.label) OVER ()) AS metric, drawn.value
  FROM (
${rawSql}
  ) drawn
) named
WHERE metric IS NOT NULL
ORDER BY time`,
    format: 'time_series',
  };
}
