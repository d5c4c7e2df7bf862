-- Which tiers living keys have: looked up at each start, so that no tier is forgotten in the settings.
CREATE INDEX api_key_tier ON api_key (tier, revoked_at, expires_at);
