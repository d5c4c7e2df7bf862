package io.chatelaine.blackbox;

import io.chatelaine.blackbox.Raw.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends the exact bytes of the clients in the seeds' documents: headers with their order and case, and the layout of
 * JSON. Recorded from curl 7.88, Python's requests 2.34, the fetch of Node 20 and OpenAI's SDK 4.104.
 *
 * @param host that the document names
 */
record Clients(Server server, String host) {
    static final String JSON = "Content-Type: application/json";
    static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    static String bearer(String key) {
        return "Authorization: Bearer " + key;
    }

    Reply curl(String path, String... headers) throws IOException {
        return curlX("GET", path, "", headers);
    }

    /** With {@code -d}, which makes it a POST. */
    Reply curlPost(String path, String body, String... headers) throws IOException {
        return curlX("POST", path, body, headers);
    }

    Reply curlDelete(String path, String... headers) throws IOException {
        return curlX("DELETE", path, "", headers);
    }

    /** With {@code -X}, and {@code -d} unless the body is empty. */
    Reply curlX(String method, String path, String body, String... headers) throws IOException {
        List<String> lines = new ArrayList<>(List.of("Host: " + host, "User-Agent: curl/7.88.1", "Accept: */*"));
        lines.addAll(List.of(headers));
        if (!body.isEmpty()) {
            lines.add("Content-Length: " + body.length());
        }
        return send(method, path, lines, body);
    }

    /** {@code requests.post(…, headers=…, json=…)}; its JSON has a space after each colon and comma. */
    Reply pythonPost(String path, String json, String... headers) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "Host: " + host,
                "User-Agent: python-requests/2.34.2",
                "Accept-Encoding: gzip, deflate",
                "Accept: */*",
                "Connection: keep-alive"));
        lines.addAll(List.of(headers));
        lines.add("Content-Length: " + json.length());
        return send("POST", path, lines, json);
    }

    /** {@code fetch(…, {method: 'POST', headers, body: JSON.stringify(…)})}; its JSON has no spaces. */
    Reply fetchPost(String path, String json, String... headers) throws IOException {
        List<String> lines = new ArrayList<>(List.of("host: " + host, "connection: keep-alive"));
        lines.addAll(List.of(headers));
        lines.addAll(List.of(
                "accept: */*",
                "accept-language: *",
                "sec-fetch-mode: cors",
                "user-agent: node",
                "accept-encoding: gzip, deflate",
                "content-length: " + json.length()));
        return send("POST", path, lines, json);
    }

    /** {@code client.post(path, {body})} of a {@code new OpenAI({apiKey, baseURL})}; its JSON is indented. */
    Reply openAiPost(String path, String json, String apiKey) throws IOException {
        List<String> lines = List.of(
                "content-length: " + json.length(),
                "accept: application/json",
                "content-type: application/json",
                "user-agent: OpenAI/JS 4.104.0",
                "x-stainless-lang: js",
                "x-stainless-package-version: 4.104.0",
                "x-stainless-os: Linux",
                "x-stainless-arch: x64",
                "x-stainless-runtime: node",
                "x-stainless-runtime-version: v20.20.2",
                "authorization: Bearer " + apiKey,
                "x-stainless-retry-count: 0",
                "x-stainless-timeout: 600",
                "Accept-Encoding: gzip,deflate",
                "Host: " + host,
                "Connection: keep-alive");
        return send("POST", path, lines, json);
    }

    private Reply send(String method, String path, List<String> headers, String body) throws IOException {
        String head = method + ' ' + path + " HTTP/1.1\r\n" + String.join("\r\n", headers);
        return Raw.once(server, head + "\r\n\r\n" + body);
    }
}
