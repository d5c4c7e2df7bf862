-- Limits of tiers, and the review before a key of some of them is made.

-- The first key of the chain of rotations that a key stands in; null where it is the key itself.
ALTER TABLE api_key ADD COLUMN lineage VARCHAR(32) ${ascii};

-- How much of a quota is given out to the nodes, by who has it: an account, or a lineage. The window is in seconds since
-- 1970 by the database's clock, and the next one takes its place in the same row.
CREATE TABLE quota_use (
    holder VARCHAR(32) ${ascii} NOT NULL,
    tier VARCHAR(32) ${ascii} NOT NULL,
    window_seconds BIGINT NOT NULL,
    window_start BIGINT NOT NULL,
    used BIGINT NOT NULL,
    PRIMARY KEY (holder, tier, window_seconds)
);

-- Who asked for keys of a tier that is reviewed. pending_account is the account while it is pending: one at a time.
CREATE TABLE partner_application (
    id VARCHAR(32) ${ascii} NOT NULL PRIMARY KEY,
    account_id VARCHAR(32) ${ascii} NOT NULL,
    pending_account VARCHAR(32) ${ascii},
    use_case VARCHAR(2000) ${exact} NOT NULL,
    expected_volume VARCHAR(200) ${exact} NOT NULL,
    status VARCHAR(8) ${ascii} NOT NULL,
    reason VARCHAR(1000) ${exact},
    created_at DATETIME(6) NOT NULL,
    created_by VARCHAR(100) ${exact} NOT NULL,
    decided_at DATETIME(6),
    CONSTRAINT partner_application_pending UNIQUE (pending_account),
    CONSTRAINT partner_application_account FOREIGN KEY (account_id) REFERENCES account (id)
);

CREATE INDEX partner_application_newest ON partner_application (created_at, id);
CREATE INDEX partner_application_status ON partner_application (status, created_at, id);
CREATE INDEX partner_application_of ON partner_application (account_id, created_at, id);
