-- What is done through Heroku's APIs on somebody's behalf: it takes minutes and restarts the very dynos that do it, so how
-- far it is stands here, for pages to show and for whoever goes on with it. Names and ids only: no key and no URL.

CREATE TABLE pgwatch2.operation (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- `harden`, `add-monitored`, `remove-monitored`, `remove-demo`, `remove-everything`.
  kind text NOT NULL CHECK (kind ~ '^[a-z][a-z-]{0,49}$'),
  -- Which of its kind: the config var that is added or taken away; empty where there is one for the app.
  subject text NOT NULL DEFAULT '',
  params jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(params) = 'object'),
  -- `handed-over`: another dyno goes on with it. `attached`: done but for the first sample.
  state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'handed-over', 'attached', 'done', 'failed')),
  -- [{"id": "attach:PGWATCH2", "title": "...", "state": "done", "detail": "...", "at": "..."}]
  steps jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(steps) = 'array'),
  error text,
  hint text,
  -- The dyno that works on it, or did so last.
  dyno text,
  started_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  CHECK ((ended_at IS NOT NULL) = (state IN ('done', 'failed')))
);

-- One that was cut off is gone on with, not begun again beside itself.
CREATE UNIQUE INDEX operation_unended_key ON pgwatch2.operation (kind, subject) WHERE ended_at IS NULL;
CREATE INDEX operation_started_at_idx ON pgwatch2.operation (started_at DESC);
