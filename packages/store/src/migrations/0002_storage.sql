-- How long measurements are kept, and what happens when the room for them runs out.

-- {"volume": "large", "isMomentary": true, "peaks": ["active"], "isCore": true}; what is absent has its default.
ALTER TABLE pgwatch2.metric ADD COLUMN storage jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(storage) = 'object');

-- At most one row: the history as it is kept at present. Written by whichever collector keeps house.
CREATE TABLE pgwatch2.storage (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  checked_at timestamptz NOT NULL,
  size_bytes int8 NOT NULL,
  -- Null where nothing is known about the room there is.
  budget_bytes int8,
  -- Which the budget is from: `setting` or `plan`.
  budget_origin text CHECK (budget_origin IN ('setting', 'plan')),
  -- 0 is what was asked for; every level keeps less.
  level int NOT NULL CHECK (level >= 0),
  level_since timestamptz NOT NULL,
  -- While it is set, only core metrics are written.
  core_only_since timestamptz,
  -- What the level makes of the settings: every fetch, one per ten minutes, one per hour up to these ages.
  raw_days int NOT NULL,
  ten_minutes_days int NOT NULL,
  retention_days int NOT NULL
);

-- At most one row: the time that ages are counted from. It leaps only when the new time has lasted.
CREATE TABLE pgwatch2.storage_clock (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  trusted_at timestamptz NOT NULL,
  -- Where the clock stood when it was first seen to have leapt.
  leapt_to timestamptz
);
