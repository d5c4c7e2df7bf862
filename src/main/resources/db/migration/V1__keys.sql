-- The same file on H2 (MySQL mode) and MySQL. ${ascii} and ${exact} name the collations on purpose: ids and words are
-- ASCII and compared byte by byte, texts that people write are compared exactly. All times are UTC.

CREATE TABLE account (
    id VARCHAR(32) ${ascii} NOT NULL PRIMARY KEY,
    slug VARCHAR(64) ${ascii} NOT NULL,
    name VARCHAR(100) ${exact} NOT NULL,
    enabled BOOLEAN NOT NULL,
    created_at DATETIME(6) NOT NULL,
    CONSTRAINT account_slug UNIQUE (slug)
);

CREATE TABLE api_key (
    id VARCHAR(32) ${ascii} NOT NULL PRIMARY KEY,
    account_id VARCHAR(32) ${ascii} NOT NULL,
    name VARCHAR(100) ${exact} NOT NULL,
    prefix VARCHAR(48) ${ascii} NOT NULL,
    hint CHAR(4) ${ascii} NOT NULL,
    environment VARCHAR(4) ${ascii} NOT NULL,
    tier VARCHAR(32) ${ascii},
    hash BINARY(32) NOT NULL,
    scopes VARCHAR(2112) ${ascii} NOT NULL,
    admin BOOLEAN NOT NULL,
    enabled BOOLEAN NOT NULL,
    created_at DATETIME(6) NOT NULL,
    created_by VARCHAR(100) ${exact},
    expires_at DATETIME(6),
    revoked_at DATETIME(6),
    replaces VARCHAR(32) ${ascii},
    CONSTRAINT api_key_hash UNIQUE (hash),
    CONSTRAINT api_key_account FOREIGN KEY (account_id) REFERENCES account (id)
);

CREATE INDEX api_key_admin ON api_key (admin);
CREATE INDEX api_key_newest ON api_key (account_id, created_at, id);

-- Every format that a key was ever issued in: a key goes on working when the settings change.
CREATE TABLE key_format (
    prefix VARCHAR(32) ${ascii} NOT NULL,
    alphabet VARCHAR(8) ${ascii} NOT NULL,
    length INTEGER NOT NULL,
    checksum BOOLEAN NOT NULL,
    PRIMARY KEY (prefix, alphabet, length, checksum)
);

-- One row: whether this database ever had an admin key, and the lock of all that could take the last one away.
CREATE TABLE installation (
    id INTEGER NOT NULL PRIMARY KEY,
    first_admin_key_at DATETIME(6)
);

INSERT INTO installation (id, first_admin_key_at) VALUES (1, NULL);

-- What every change leaves behind. No identity column here or anywhere: see src/adr, "No sequences".
CREATE TABLE audit (
    id VARCHAR(32) ${ascii} NOT NULL PRIMARY KEY,
    happened_at DATETIME(6) NOT NULL,
    account_id VARCHAR(32) ${ascii} NOT NULL,
    actor VARCHAR(100) ${exact} NOT NULL,
    action VARCHAR(32) ${ascii} NOT NULL,
    object_id VARCHAR(32) ${ascii} NOT NULL,
    address VARCHAR(64) ${ascii},
    request_id VARCHAR(64) ${ascii}
);

CREATE INDEX audit_account ON audit (account_id, happened_at, id);

-- One row that each narrowing change counts up, last of all in its transaction: commit order is epoch order.
CREATE TABLE epoch (
    id INTEGER NOT NULL PRIMARY KEY,
    n BIGINT NOT NULL
);

INSERT INTO epoch (id, n) VALUES (1, 0);

CREATE TABLE change_log (
    n BIGINT NOT NULL,
    key_id VARCHAR(32) ${ascii} NOT NULL,
    PRIMARY KEY (n, key_id)
);
