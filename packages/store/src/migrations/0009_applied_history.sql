-- Whether somebody has kept house at the present level and had nothing left to do: before that the size of the store
-- does not say what the level brings. Of all collectors, since each of them may be the one that did it.
ALTER TABLE pgwatch2.storage ADD COLUMN is_applied boolean NOT NULL DEFAULT false;
