-- The worst that a source said of itself when the doctor last asked it: a restart of the pages forgets nothing, and asks
-- no fleet anew. Of what was not looked at yet there is no row.
CREATE TABLE pgwatch2.source_finding (
  source_id int PRIMARY KEY REFERENCES pgwatch2.source ON DELETE CASCADE,
  checked_at timestamptz NOT NULL,
  -- Both null where nothing is wrong.
  level text CHECK (level IN ('error', 'warning')),
  text text,
  CHECK ((level IS NULL) = (text IS NULL))
);
