curl -H "X-API-Key: YOUR_API_KEY" \
 -H "Content-Type: application/json" \
 https://elacity.ai/api/environments/list \
 -d '{"orgSlug": "your-org"}'
