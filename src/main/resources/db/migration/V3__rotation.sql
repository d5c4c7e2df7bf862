-- Keys rotated: since then one manages nothing and is changed by nothing but its end, which is expires_at. A node of the
-- version before lets it in until that end as well.
ALTER TABLE api_key ADD COLUMN rotated_at DATETIME(6);
