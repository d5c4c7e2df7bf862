-- What a key may be used from and for, a line for each entry; empty where anything goes. A node of the version before does
-- not keep to it.
ALTER TABLE api_key ADD COLUMN restrictions VARCHAR(16000) ${ascii} DEFAULT '' NOT NULL;
