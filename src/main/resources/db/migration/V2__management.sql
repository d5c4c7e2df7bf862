-- Keys managed, accounts suspended, requests repeated. Every column that is added has a default, so that a node of the
-- version before goes on working.

-- All that a key made is found by it.
CREATE INDEX api_key_creator ON api_key (created_by);

CREATE INDEX account_newest ON account (created_at, id);

-- A key that was asked for with an Idempotency-Key and that nobody has used yet: the same request, sent again, voids it.
ALTER TABLE api_key ADD COLUMN first_use_awaited BOOLEAN DEFAULT FALSE NOT NULL;

-- The epochs at which an account was suspended, and with it all of its keys.
CREATE TABLE account_change_log (
    n BIGINT NOT NULL PRIMARY KEY,
    account_id VARCHAR(32) ${ascii} NOT NULL
);

-- Requests for a key that may be sent again, by the key that sent them. Only hashes: a client may put anything there.
CREATE TABLE idempotent_issue (
    caller_id VARCHAR(32) ${ascii} NOT NULL,
    idempotency_hash CHAR(64) ${ascii} NOT NULL,
    request_hash CHAR(64) ${ascii} NOT NULL,
    key_id VARCHAR(32) ${ascii},
    attempt VARCHAR(32) ${ascii},
    attempted_at DATETIME(6) NOT NULL,
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (caller_id, idempotency_hash)
);

CREATE INDEX idempotent_issue_age ON idempotent_issue (created_at);
