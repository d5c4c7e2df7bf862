const API_KEY = process.env.EDS_API_KEY;

const response = await fetch('https://your-domain.com/api/v1/storage/upload', {
  method: 'POST',
  headers: {
    'x-api-key': API_KEY,
    'Content-Type': 'application/json',
  },
  body: JSON.stringify({
    filename: 'data.json',
    mimeType: 'application/json',
    size: 4096,
  }),
});

const result = await response.json();
