curl -X POST https://your-domain.com/api/v1/storage/upload \
  -H "x-api-key: exstr_live_..." \
  -H "Content-Type: application/json" \
  -d '{"filename": "test.txt", "mimeType": "text/plain", "size": 1024}'
