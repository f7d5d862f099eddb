-- A metric may be stored under another one's name (reco_* under recommendations), and may say why it is not available.
ALTER TABLE pgwatch2.metric
  ADD COLUMN stored_as text CHECK (stored_as ~ '^[a-z][a-z0-9_]{0,49}$'),
  -- SQL that gives one row: a reason, null where the metric is available, and a hint.
  ADD COLUMN availability text;

-- What change_events saw last of a source, per kind of object: {"<identity>": {"md5": "..."}}. Events are the difference
-- to it, written in the transaction that brings it up to date.
CREATE TABLE pgwatch2.watched_objects (
  source_id int NOT NULL REFERENCES pgwatch2.source ON DELETE CASCADE,
  kind text NOT NULL,
  -- Of the fetch that it comes from: an older one that arrives late changes nothing.
  tick timestamptz NOT NULL,
  objects jsonb NOT NULL,
  PRIMARY KEY (source_id, kind)
);
