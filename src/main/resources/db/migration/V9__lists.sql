-- Lists, counts and selections of keys that cost the same in an account of a million as in one of ten. Both columns that say
-- where a key is in its life are worked out by the database itself, so that what a node of the version before writes is in
-- its place at once, and nothing need be filled in.

-- The end of a key that has come and has been noticed: a sweep copies expires_at here. Another expires_at undoes it.
ALTER TABLE api_key ADD COLUMN ended_at DATETIME(6);
ALTER TABLE api_key ADD COLUMN state VARCHAR(8) ${ascii} GENERATED ALWAYS AS (CASE WHEN revoked_at IS NOT NULL THEN 'revoked' WHEN expires_at = ended_at THEN 'expired' WHEN enabled = TRUE THEN 'active' ELSE 'disabled' END);
-- The end that is still to be noticed.
ALTER TABLE api_key ADD COLUMN due_at DATETIME(6) GENERATED ALWAYS AS (CASE WHEN revoked_at IS NULL AND (ended_at IS NULL OR ended_at <> expires_at) THEN expires_at END);

-- A name of 100 characters outside the basic plane takes 200 of H2's. MySQL counts characters as people do.
ALTER TABLE account MODIFY name VARCHAR(200) ${exact} NOT NULL;
ALTER TABLE api_key MODIFY name VARCHAR(200) ${exact} NOT NULL;
ALTER TABLE api_key MODIFY revoke_reason VARCHAR(400) ${exact};
ALTER TABLE audit MODIFY note VARCHAR(500) ${exact};
ALTER TABLE audit MODIFY asked VARCHAR(500) ${exact};
ALTER TABLE partner_application MODIFY use_case VARCHAR(4000) ${exact} NOT NULL;
ALTER TABLE partner_application MODIFY expected_volume VARCHAR(400) ${exact} NOT NULL;
ALTER TABLE partner_application MODIFY reason VARCHAR(2000) ${exact};

-- H2 reads an index in its own order only, so each list has one in the order of lists.
CREATE INDEX api_key_state ON api_key (account_id, environment, state, created_at DESC, id DESC);
CREATE INDEX api_key_due_of ON api_key (account_id, due_at);
CREATE INDEX api_key_due ON api_key (due_at);
CREATE INDEX api_key_name ON api_key (account_id, name, state, created_at);
CREATE INDEX api_key_tier_state ON api_key (account_id, tier, state, created_at);
CREATE INDEX api_key_admin_state ON api_key (admin, state);
CREATE INDEX account_newest_first ON account (created_at DESC, id DESC);
CREATE INDEX partner_application_newest_first ON partner_application (created_at DESC, id DESC);
CREATE INDEX partner_application_status_newest ON partner_application (status, created_at DESC, id DESC);
CREATE INDEX partner_application_of_newest ON partner_application (account_id, created_at DESC, id DESC);
DROP INDEX api_key_newest ON api_key;
DROP INDEX api_key_admin ON api_key;
DROP INDEX account_newest ON account;
DROP INDEX partner_application_newest ON partner_application;
DROP INDEX partner_application_status ON partner_application;
DROP INDEX partner_application_of ON partner_application;
