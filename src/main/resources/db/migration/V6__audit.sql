-- The audit also tells which requests of known keys were refused, and why. A change is a row of its own, as before; of
-- refusals of one key for one reason the first of each minute are, and one more counts the rest.
ALTER TABLE audit ADD COLUMN refusal VARCHAR(32) ${ascii};
-- The value that a refusal is about, or why something was done, in the words of who did it.
ALTER TABLE audit ADD COLUMN note VARCHAR(250) ${exact};
-- Method and path of a request that was refused.
ALTER TABLE audit ADD COLUMN asked VARCHAR(250) ${exact};
ALTER TABLE audit ADD COLUMN occurrences BIGINT DEFAULT 1 NOT NULL;

CREATE INDEX audit_newest ON audit (happened_at, id);
CREATE INDEX audit_object ON audit (object_id, happened_at, id);
CREATE INDEX audit_request ON audit (request_id, happened_at, id);
