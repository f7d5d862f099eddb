/**
 * What is asked of a source, as rows of (metric, interval_seconds): its preset's intervals with its own above them. A
 * source that has neither a preset nor intervals for a standby is asked the same in both roles.
 *
 * @param source alias of pgwatch2.source in the query around it.
 * @param isStandby SQL of a boolean: whether it is asked as a standby.
 */
export const wantedMetricsSql = (source: string, isStandby: string): string => `(
  SELECT p.metric, p.interval_seconds FROM pgwatch2.preset_metric p, ${chosen(source, isStandby)}
  WHERE p.preset = chosen.preset AND chosen.custom->p.metric IS NULL
  UNION ALL
  SELECT c.key, c.value::int FROM ${chosen(source, isStandby)}, jsonb_each_text(chosen.custom) c
  -- Looked at before it is cast: what somebody wrote by hand must not stop the collector.
  WHERE c.value ~ '^[1-9][0-9]{0,5}$'
)`;

const chosen = (s: string, isStandby: string) => `(
  SELECT CASE WHEN r.is_different THEN ${s}.preset_standby ELSE ${s}.preset END AS preset,
    CASE WHEN r.is_different THEN coalesce(${s}.custom_metrics_standby, '{}') ELSE ${s}.custom_metrics END AS custom
  FROM (SELECT coalesce(${isStandby}, false) AS is_standby,
    coalesce(${isStandby}, false) AND (${s}.preset_standby IS NOT NULL OR ${s}.custom_metrics_standby IS NOT NULL) AS is_different) r
  WHERE NOT (r.is_standby AND ${s}.only_if_primary)
) chosen`;
