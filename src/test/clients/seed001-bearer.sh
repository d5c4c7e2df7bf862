curl -H "Authorization: Bearer YOUR_API_KEY" \
 -H "Content-Type: application/json" \
 https://elacity.ai/api/environments/list \
 -d '{"orgSlug": "your-org"}'
