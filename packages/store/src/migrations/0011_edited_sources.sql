-- Sources that people add and edit in the UI.

ALTER TABLE pgwatch2.source
  -- The URL of one that was added by URL, AES-256-GCM with a key of PGWATCH2_SECRET_KEY; never shown again.
  ADD COLUMN sealed_url text,
  -- {"team": "billing"}: for people to find it by.
  ADD COLUMN tags jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(tags) = 'object'),
  -- Gone from every page; its history stays under its name.
  ADD COLUMN deleted_at timestamptz,
  -- Its history is to go as well, and then the row itself: a collector sees to it.
  ADD COLUMN is_purged boolean NOT NULL DEFAULT false;
