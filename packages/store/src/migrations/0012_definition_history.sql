-- What metrics and presets were, and who made them so.
CREATE TABLE pgwatch2.definition_revision (
  kind text NOT NULL CHECK (kind IN ('metric', 'preset')),
  name text NOT NULL,
  revision int NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  -- Null for what was there before anybody changed it here: shipped, or imported.
  actor text,
  -- Null when it was deleted.
  definition jsonb,
  PRIMARY KEY (kind, name, revision)
);
