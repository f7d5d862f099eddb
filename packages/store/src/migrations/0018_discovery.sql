-- Servers whose databases are looked for again and again: new ones become sources, vanished ones are paused.
CREATE TABLE pgwatch2.discovery (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- What the names of its sources begin with: <name>_<database>.
  name text NOT NULL UNIQUE,
  -- As source.sealed_url; of the database that is connected to for the listing.
  sealed_url text NOT NULL,
  -- Regular expressions of PostgreSQL's; null for all, and for none.
  include text,
  exclude text,
  -- What its sources begin with, as it was entered: {"preset": "basic", "group": "shop"}.
  settings jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(settings) = 'object'),
  next_run_at timestamptz NOT NULL DEFAULT now(),
  ran_at timestamptz,
  -- Of the last run; null where it went well.
  error text,
  hint text
);

-- What a discovery has seen. One whose source is not there (any more) is left alone: somebody deleted it, or has another
-- source of this name.
CREATE TABLE pgwatch2.discovered_database (
  discovery_id int NOT NULL REFERENCES pgwatch2.discovery ON DELETE CASCADE,
  database text NOT NULL,
  source_id int UNIQUE REFERENCES pgwatch2.source ON DELETE SET NULL,
  PRIMARY KEY (discovery_id, database)
);

-- Since when a discovery has it paused because its server does not list its database.
ALTER TABLE pgwatch2.source ADD COLUMN vanished_at timestamptz;

ALTER TABLE pgwatch2.audit
  DROP CONSTRAINT audit_via_check,
  ADD CONSTRAINT audit_via_check CHECK (via IN ('session', 'token', 'discovery'));
