-- Who used which key, when. No foreign keys: these tables are written every few seconds, and must not hold a lock on a key.

-- The last request that each key was let in with.
CREATE TABLE key_use (
    key_id VARCHAR(32) ${ascii} NOT NULL PRIMARY KEY,
    last_used_at DATETIME(6) NOT NULL,
    address VARCHAR(64) ${ascii},
    user_agent VARCHAR(200) ${ascii}
);

-- How many requests came with a key in an hour, by what became of them.
CREATE TABLE usage_hour (
    key_id VARCHAR(32) ${ascii} NOT NULL,
    hour_at DATETIME(6) NOT NULL,
    outcome VARCHAR(32) ${ascii} NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (key_id, hour_at, outcome)
);

CREATE INDEX usage_hour_age ON usage_hour (hour_at);

-- The number of the last batch that each node has written: no batch is written twice.
CREATE TABLE usage_node (
    id VARCHAR(32) ${ascii} NOT NULL PRIMARY KEY,
    batch BIGINT NOT NULL,
    seen_at DATETIME(6) NOT NULL
);

CREATE INDEX usage_node_age ON usage_node (seen_at);
