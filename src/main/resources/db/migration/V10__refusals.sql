-- Refused requests have a table of their own: they are trimmed, changes never are. Rows that a node of the version before
-- writes into the audit are moved here in small batches, and both tables are read.
CREATE TABLE refusal (
    id VARCHAR(32) ${ascii} NOT NULL PRIMARY KEY,
    happened_at DATETIME(6) NOT NULL,
    account_id VARCHAR(32) ${ascii} NOT NULL,
    object_id VARCHAR(32) ${ascii} NOT NULL,
    reason VARCHAR(32) ${ascii} NOT NULL,
    -- 250 characters: one outside the basic plane is two of H2's.
    note VARCHAR(500) ${exact},
    asked VARCHAR(500) ${exact},
    address VARCHAR(64) ${ascii},
    request_id VARCHAR(64) ${ascii},
    occurrences BIGINT NOT NULL
);

-- One index for each filter, in the order of the list: H2 serves a descending list from a descending index alone.
CREATE INDEX refusal_newest ON refusal (happened_at DESC, id DESC);
CREATE INDEX refusal_account ON refusal (account_id DESC, happened_at DESC, id DESC);
CREATE INDEX refusal_object ON refusal (object_id DESC, happened_at DESC, id DESC);
CREATE INDEX refusal_request ON refusal (request_id DESC, happened_at DESC, id DESC);
CREATE INDEX refusal_account_request ON refusal (account_id DESC, request_id DESC, happened_at DESC, id DESC);

CREATE INDEX audit_list ON audit (happened_at DESC, id DESC);
CREATE INDEX audit_list_account ON audit (account_id DESC, happened_at DESC, id DESC);
CREATE INDEX audit_list_action ON audit (action DESC, happened_at DESC, id DESC);
CREATE INDEX audit_list_account_action ON audit (account_id DESC, action DESC, happened_at DESC, id DESC);
CREATE INDEX audit_list_object ON audit (object_id DESC, happened_at DESC, id DESC);
CREATE INDEX audit_list_request ON audit (request_id DESC, happened_at DESC, id DESC);
CREATE INDEX audit_list_account_request ON audit (account_id DESC, request_id DESC, happened_at DESC, id DESC);

DROP INDEX audit_account ON audit;
DROP INDEX audit_newest ON audit;
DROP INDEX audit_object ON audit;
DROP INDEX audit_request ON audit;
