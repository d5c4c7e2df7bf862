package io.chatelaine.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A REST client with one key or none. It records every key that it received, for tests that search logs for keys. */
final class Api {
    static final ObjectMapper JSON = new ObjectMapper();
    static final Set<String> KEYS_SEEN = ConcurrentHashMap.newKeySet();

    private static final HttpClient HTTP = client();

    private final Server server;
    private final String[] credential;

    private Api(Server server, String... credential) {
        this.server = server;
        this.credential = credential;
    }

    /** Closes an idle connection before any server does: a request is lost on a connection that the server closes. */
    private static HttpClient client() {
        System.setProperty("jdk.httpclient.keepalive.timeout", "2");
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    static Api anonymous(Server server) {
        return new Api(server);
    }

    static Api admin(Server server) {
        return withKey(server, server.adminKey());
    }

    static Api withKey(Server server, String key) {
        KEYS_SEEN.add(key);
        return new Api(server, "X-API-Key", key);
    }

    static Api withBearer(Server server, String key) {
        KEYS_SEEN.add(key);
        return new Api(server, "Authorization", "Bearer " + key);
    }

    /** A response. */
    record Answer(int status, HttpResponse<String> response) {
        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(response.body(), e);
            }
        }

        JsonNode data() {
            return json().path("data");
        }

        String body() {
            return response.body();
        }

        List<String> headers(String name) {
            return response.headers().allValues(name);
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String title() {
            return json().path("title").asText();
        }
    }

    Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    Answer delete(String path) {
        return send("DELETE", path, "");
    }

    Answer post(String path, String body) {
        return send("POST", path, body, "Content-Type", "application/json");
    }

    Answer patch(String path, String body) {
        return send("PATCH", path, body, "Content-Type", "application/merge-patch+json");
    }

    Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.uri(path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (credential.length > 0) {
            request.header(credential[0], credential[1]);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a copy of the object without one member. */
    static JsonNode without(JsonNode object, String member) {
        return ((ObjectNode) object.deepCopy()).without(member);
    }

    /** Issues a key with that name and those scopes; fails if the server refuses. */
    Issued issue(String name, String... scopes) {
        ObjectNode body = JSON.createObjectNode().put("name", name);
        for (String scope : scopes) {
            body.withArray("scopes").add(scope);
        }
        return issue(body);
    }

    Issued issue(JsonNode body) {
        return issueAt("/v1/api-keys", body);
    }

    /** Issues a key by a POST to that path; fails if the server refuses. */
    Issued issueAt(String path, JsonNode body) {
        Answer answer = post(path, body.toString());
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        String key = answer.data().path("key").asText();
        KEYS_SEEN.add(key);
        return new Issued(answer.data().path("id").asText(), key, answer);
    }

    /** Returns the account's newest hundred keys without their last use, which is written later. */
    String keys() {
        return get("/v1/api-keys?status=all&limit=100").body().replaceAll("\"last_used\":[^,]*", "");
    }

    /** Returns the number of key look-ups in the database since the server's start. */
    long lookups() {
        return get("/v1/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("chatelaine_lookups_total "))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the number of look-ups once requests of earlier tests are finished. */
    long lookupsAtRest() {
        long last = lookups();
        for (int i = 0; i < 100; i++) {
            Server.pause(300);
            long now = lookups();
            if (now == last + 1) {
                return now;
            }
            last = now;
        }
        throw new AssertionError("the server is never at rest");
    }

    /** An issued key. */
    record Issued(String id, String key, Answer answer) {
        @Override
        public String toString() {
            return id;
        }
    }
}
