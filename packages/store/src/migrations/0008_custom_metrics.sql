-- What people define themselves: intervals of one source, and definitions that came from pgwatch.

ALTER TABLE pgwatch2.source
  -- {"db_stats": 30, "locks": 0}: above what the preset says; 0 takes a metric out.
  ADD COLUMN custom_metrics jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(custom_metrics) = 'object'),
  -- While it is a standby. Where this and preset_standby are null it is asked what a primary is.
  ADD COLUMN custom_metrics_standby jsonb CHECK (jsonb_typeof(custom_metrics_standby) = 'object'),
  -- Asked for nothing but whether it is up while it is a standby.
  ADD COLUMN only_if_primary boolean NOT NULL DEFAULT false,
  -- What pgwatch knows of a source and nothing here uses: given back by the export.
  ADD COLUMN pgwatch_attributes jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(pgwatch_attributes) = 'object');

ALTER TABLE pgwatch2.metric
  ADD COLUMN pgwatch_attributes jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(pgwatch_attributes) = 'object');

-- A preset may name a metric that is not there (yet): each of its sources says so.
ALTER TABLE pgwatch2.preset_metric DROP CONSTRAINT preset_metric_metric_fkey;

-- Set while a metric works, but not all of what it gives is stored.
ALTER TABLE pgwatch2.source_metric
  ADD COLUMN warning text,
  ADD COLUMN warning_since timestamptz;

-- As before, with the intervals of a source's own.
CREATE OR REPLACE VIEW admin.all_distinct_dbname_metrics (dbname, metric, created_on) AS
SELECT s.name, m.metric, s.created_at
FROM pgwatch2.source s
CROSS JOIN LATERAL (
  SELECT p.metric FROM pgwatch2.preset_metric p
  WHERE p.preset = s.preset AND s.custom_metrics->p.metric IS DISTINCT FROM '0'
  UNION
  SELECT p.metric FROM pgwatch2.preset_metric p
  WHERE p.preset = s.preset_standby AND s.custom_metrics_standby->p.metric IS DISTINCT FROM '0'
  UNION
  SELECT c.key FROM jsonb_each(s.custom_metrics || coalesce(s.custom_metrics_standby, '{}')) c WHERE c.value <> '0'
  UNION
  SELECT f.metric FROM pgwatch2.source_metric f WHERE f.source_id = s.id AND f.last_success_at IS NOT NULL
) m;
