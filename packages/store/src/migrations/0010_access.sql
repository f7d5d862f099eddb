-- Who may look and who may change, and what was changed.

-- People who may look and change nothing. `admin` is not among them: its password has a table of its own.
CREATE TABLE pgwatch2.viewer (
  name text PRIMARY KEY CHECK (name ~ '^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$' AND lower(name) <> 'admin'),
  -- scrypt, as admin_password.hash.
  hash text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by text NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now()
);

-- For programs. 256 random bits need no slow hash: SHA-256 cannot be guessed back.
CREATE TABLE pgwatch2.api_token (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL CHECK (name <> ''),
  -- Its beginning, for people to tell it from others.
  prefix text NOT NULL,
  hash bytea NOT NULL UNIQUE,
  role text NOT NULL CHECK (role IN ('viewer', 'admin')),
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by text NOT NULL,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);

-- Every change that was made in the UI or through the API. Never a secret.
CREATE TABLE pgwatch2.audit (
  id int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  actor text NOT NULL,
  via text NOT NULL CHECK (via IN ('session', 'token')),
  -- Verb and noun: update-source.
  action text NOT NULL,
  -- Name of what was changed.
  target text NOT NULL,
  before jsonb,
  after jsonb
);
CREATE INDEX audit_target_idx ON pgwatch2.audit (target, id);
