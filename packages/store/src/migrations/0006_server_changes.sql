-- When another server began to answer for a source, or the same one was started anew: after a failover, an upgrade, a
-- restart. Counters on both sides of such an instant have nothing to do with each other. By the collector's clock, as
-- the instants of fetches are.
CREATE TABLE pgwatch2.server_change (
  source_id int NOT NULL REFERENCES pgwatch2.source ON DELETE CASCADE,
  at timestamptz NOT NULL,
  PRIMARY KEY (source_id, at)
);

-- What tells one server from another, and one run of it from the next.
ALTER TABLE pgwatch2.source ADD COLUMN server_started_at timestamptz;

-- What is fetched while it is a standby; as of a primary when null.
ALTER TABLE pgwatch2.source ADD COLUMN preset_standby text REFERENCES pgwatch2.preset ON UPDATE CASCADE;

-- As before, with what a standby preset asks for.
CREATE OR REPLACE VIEW admin.all_distinct_dbname_metrics (dbname, metric, created_on) AS
SELECT s.name, m.metric, s.created_at
FROM pgwatch2.source s
CROSS JOIN LATERAL (
  SELECT p.metric FROM pgwatch2.preset_metric p WHERE p.preset IN (s.preset, s.preset_standby)
  UNION
  SELECT f.metric FROM pgwatch2.source_metric f WHERE f.source_id = s.id AND f.last_success_at IS NOT NULL
) m;
