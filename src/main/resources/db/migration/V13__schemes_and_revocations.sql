-- How the hash of a key in this format is made. A node verifies keys of the schemes that it knows, and of no other.
ALTER TABLE key_format ADD COLUMN hash_scheme VARCHAR(32) ${ascii} DEFAULT 'sha256' NOT NULL;
-- The revocation that ended the key: all keys of one bulk revocation have the same.
ALTER TABLE api_key ADD COLUMN revocation_id VARCHAR(32) ${ascii};
