-- Old rows are found by an index that also holds the whole key of the row: an UPDATE of one row by its key then reads one
-- row, whichever index the database takes. H2 took usage_hour_age, which has every key of the hour.
CREATE INDEX usage_hour_old ON usage_hour (hour_at, key_id, outcome);

DROP INDEX usage_hour_age ON usage_hour;

CREATE INDEX quota_use_old ON quota_use (window_seconds, window_start, holder, tier);
