import OpenAI from "openai";

const client = new OpenAI({
 apiKey: "YOUR_API_KEY",
 baseURL: "https://elacity.ai/api", // use the path from the API reference for your endpoint
});
