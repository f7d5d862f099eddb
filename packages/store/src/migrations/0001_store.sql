-- Configuration, liveness and the places where measurements go. The tables of `samples` and the views of `public` are
-- made by the code, per metric, from the columns that its query gives.
--
-- Runs as a plain database owner: no superuser, no CREATEROLE, no extension. `pgwatch2` exists and is the search_path.

CREATE SCHEMA samples;
CREATE SCHEMA admin;

COMMENT ON SCHEMA pgwatch2 IS 'pgwatch-heroku: configuration and state';
COMMENT ON SCHEMA samples IS 'pgwatch-heroku: measurements, one row per fetch';
COMMENT ON SCHEMA admin IS 'pgwatch-heroku: what pgwatch dashboards expect beside public';

CREATE TABLE pgwatch2.metric (
  name text PRIMARY KEY CHECK (name ~ '^[a-z][a-z0-9_]{0,49}$'),
  description text NOT NULL,
  -- [{"minMajor": 15, "sql": "..."}]
  versions jsonb NOT NULL CHECK (jsonb_typeof(versions) = 'array'),
  applies_to text NOT NULL DEFAULT 'any' CHECK (applies_to IN ('any', 'primary', 'standby')),
  requires_extension text,
  statement_timeout_ms int CHECK (statement_timeout_ms > 0),
  -- {"tag": "queryid", "sql": "..."}
  details jsonb,
  -- What a person made or changed is `user` and is never overwritten by an update of the code.
  origin text NOT NULL DEFAULT 'user' CHECK (origin IN ('shipped', 'user')),
  changed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE pgwatch2.preset (
  name text PRIMARY KEY CHECK (name <> ''),
  description text NOT NULL,
  origin text NOT NULL DEFAULT 'user' CHECK (origin IN ('shipped', 'user')),
  changed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE pgwatch2.preset_metric (
  preset text NOT NULL REFERENCES pgwatch2.preset ON DELETE CASCADE ON UPDATE CASCADE,
  metric text NOT NULL REFERENCES pgwatch2.metric ON DELETE CASCADE ON UPDATE CASCADE,
  interval_seconds int NOT NULL CHECK (interval_seconds BETWEEN 1 AND 604800),
  PRIMARY KEY (preset, metric)
);

-- The default of source.preset is there from the start; its metrics come with the definitions.
INSERT INTO pgwatch2.preset (name, description, origin)
VALUES ('heroku_postgres', 'What Heroku Postgres lets a credential of its own see.', 'shipped');

-- A monitored database. An attached one holds a reference to its config var, never the URL.
CREATE TABLE pgwatch2.source (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (name <> ''),
  -- Not unique: ON CONFLICT knows one constraint, and two processes that add a source at once would meet the other.
  variable text,
  -- Other config vars that lead to the same database.
  same_as text[] NOT NULL DEFAULT '{}',
  group_name text,
  preset text NOT NULL DEFAULT 'heroku_postgres' REFERENCES pgwatch2.preset ON UPDATE CASCADE,
  is_enabled boolean NOT NULL DEFAULT true,
  detached_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- What the server said about itself at the last connection.
  server_version_num int,
  server_version text,
  system_identifier text,
  database_name text,
  is_in_recovery boolean,
  -- SHA-256 of the certificate that it showed last; what it was before, and when it became another.
  tls_fingerprint text,
  tls_previous_fingerprint text,
  tls_changed_at timestamptz,
  facts_at timestamptz,
  -- Whether it answered the last time it was asked; null before the first time.
  is_up boolean,
  state_reason text,
  state_hint text,
  state_since timestamptz,
  checked_at timestamptz
);

-- One tag set of one metric of one source. `identity` is a digest of the tags that make it what it is; texts that are
-- added later (the query of a queryid) are in `tags` only.
CREATE TABLE pgwatch2.series (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source_id int NOT NULL REFERENCES pgwatch2.source ON DELETE CASCADE,
  metric text NOT NULL,
  identity uuid NOT NULL,
  tags jsonb NOT NULL,
  has_details boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Day of UTC on which it was last given out to be written; past the retention it is removed.
  last_seen date NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')::date,
  UNIQUE (source_id, metric, identity)
);

-- How each metric of each source fares.
CREATE TABLE pgwatch2.source_metric (
  source_id int NOT NULL REFERENCES pgwatch2.source ON DELETE CASCADE,
  metric text NOT NULL,
  last_success_at timestamptz,
  last_error_at timestamptz,
  -- Null while it works.
  error text,
  hint text,
  failing_since timestamptz,
  consecutive_failures int NOT NULL DEFAULT 0,
  duration_ms float8,
  row_count int,
  PRIMARY KEY (source_id, metric)
);

CREATE TABLE pgwatch2.collector (
  dyno text PRIMARY KEY,
  version text NOT NULL,
  started_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  -- Figures of the dyno's choice: memory, buffered fetches, sources.
  info jsonb NOT NULL DEFAULT '{}'
);

-- At most one row: the password that was set in the UI. The config var takes over again when it changes.
CREATE TABLE pgwatch2.admin_password (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  hash text NOT NULL,
  variable_fingerprint text NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now()
);

-- As connect-pg-simple wants it.
CREATE TABLE pgwatch2.session (
  sid varchar PRIMARY KEY,
  sess json NOT NULL,
  expire timestamp(6) NOT NULL
);
CREATE INDEX session_expire_idx ON pgwatch2.session (expire);

-- The list that pgwatch's dashboards fill their drop-downs from. A source is on it from the moment that it is known,
-- with what it is asked for, and stays with what it once gave.
CREATE VIEW admin.all_distinct_dbname_metrics (dbname, metric, created_on) AS
SELECT s.name, m.metric, s.created_at
FROM pgwatch2.source s
CROSS JOIN LATERAL (
  SELECT p.metric FROM pgwatch2.preset_metric p WHERE p.preset = s.preset
  UNION
  SELECT f.metric FROM pgwatch2.source_metric f WHERE f.source_id = s.id AND f.last_success_at IS NOT NULL
) m;
