import requests
import os

# Use environment variable for security
API_KEY = os.environ.get("EDS_API_KEY")

response = requests.post(
    "https://your-domain.com/api/v1/storage/upload",
    headers={
        "x-api-key": API_KEY,
        "Content-Type": "application/json"
    },
    json={
        "filename": "data.csv",
        "mimeType": "text/csv",
        "size": 2048
    }
)
