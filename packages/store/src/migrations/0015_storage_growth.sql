-- What samples take in a day, as measured when the size was looked at; null while there is no hour of them.
ALTER TABLE pgwatch2.storage ADD COLUMN growth_bytes_per_day float8;
