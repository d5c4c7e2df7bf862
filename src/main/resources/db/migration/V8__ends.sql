-- Why a key was revoked, in the words of who revoked it; null where nothing was said.
ALTER TABLE api_key ADD COLUMN revoke_reason VARCHAR(200) ${exact};
