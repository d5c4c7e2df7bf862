package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static io.chatelaine.blackbox.RestrictedKeys.assertRestricted;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Issued;
import io.chatelaine.blackbox.Raw.Reply;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Keys restricted to endpoints, with every spelling of a path. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestrictedCallsIT {
    private final RestrictedKeys keys = new RestrictedKeys(ServerSession.server());
    private final Issued calls = keys.issue("\"endpoints\":[\"GET /v1/me\",\"* /v1/users/*\"]", "keys:read");

    @AfterAll
    void close() {
        keys.close();
    }

    @Test
    void keyIsForItsCallsOnlyAsTheServerRoutedThem() throws IOException {
        assertThat(keys.door(calls).status()).isEqualTo(200);
        assertThat(keys.send("127.0.0.1", "HEAD /v1/me", calls).status()).isEqualTo(200);
        assertProblem(keys.send("127.0.0.1", "GET /v1/users/1", calls), 404, "not_found");
        for (String line : List.of(
                "GET /v1/api-keys",
                "DELETE /v1/me",
                "GET /v1/nothing",
                "GET /v1/users",
                "GET /v1/users/",
                "GET /v1/me/",
                "GET /v1/me;x=1",
                "GET /v1/users/x%252f",
                "GET /v1/users/x;/",
                "GET /V1/me")) {
            Reply no = keys.send("127.0.0.1", line, calls);
            assertRestricted(no, "for this endpoint");
        }
        for (String line : List.of(
                "GET /v1/users/../api-keys",
                "GET /v1/users/%2e%2e/api-keys",
                "GET /v1/users/..;/api-keys",
                "GET /v1/users/..%2fapi-keys",
                "GET /v1/users/..%5capi-keys",
                "GET /v1/./me",
                "GET /v1//me",
                "GET //v1/me")) {
            // A server refuses some of them by itself.
            assertThat(keys.send("127.0.0.1", line, calls).status()).as(line).isIn(400, 403);
        }
    }

    /** A router treats {@code /v1/api-keys/} as the list itself. */
    @Test
    void keyForWhatIsBelowAPathIsNotForThePathItself() throws IOException {
        Issued below = keys.issue("\"endpoints\":[\"* /v1/api-keys/*\"]", "keys:read", "keys:write");
        assertThat(keys.send("127.0.0.1", "GET /v1/api-keys/" + below.id(), below)
                        .status())
                .isEqualTo(200);
        for (String line : List.of(
                "GET /v1/api-keys", "GET /v1/api-keys/", "HEAD /v1/api-keys/", "GET /v1/api-keys/?status=all")) {
            Reply no = keys.send("127.0.0.1", line, below);
            assertThat(no.status()).as(line).isEqualTo(403);
        }
        for (String path : List.of("/v1/api-keys", "/v1/api-keys/")) {
            String body = "{\"name\":\"made\"}";
            Reply no = keys.send(
                    "127.0.0.1",
                    "POST " + path,
                    below,
                    "Content-Type: application/json",
                    "Content-Length: " + body.length() + "\r\n\r\n" + body);
            assertRestricted(no, "for this endpoint");
        }
        for (String uri : List.of("/v1/api-keys", "/v1/api-keys/", "/v1/api-keys/?a=/x")) {
            assertRestricted(keys.asked(uri, "GET", below), "for this endpoint");
        }
        assertThat(keys.tenant()
                        .client("keys:read")
                        .get("/v1/api-keys?status=all&limit=100")
                        .body())
                .doesNotContain("\"name\":\"made\"");
    }

    @Test
    void keyIsForItsCallsOnlyAsAGatewayTellsThem() throws IOException {
        for (String good : List.of("/v1/me?a=/v1/x", "/v1/users/1/", "/v1/users/1/keys", "/v1/users/a%20b?x=%2f..")) {
            assertThat(keys.asked(good, "GET", calls).status()).as(good).isEqualTo(204);
        }
        assertThat(keys.asked("/v1/me", "HEAD", calls).status()).isEqualTo(204);
        assertThat(keys.asked("/v1/users/1", "BREW", calls).status()).isEqualTo(204);
        for (String bad : List.of(
                "/",
                "/v1/me/",
                "/v1/users",
                "/v1/users/",
                "/v1/Users/1",
                "/v1//users/1",
                "/v1/users//1",
                "/v1/users/../admin",
                "/v1/users/%2e%2e/admin",
                "/v1/users/%2E./admin",
                "/v1/users/a%2fb",
                "/v1/users/a%5cb",
                "/v1/users/a\\b",
                "/v1/users/1;x",
                "/v1/users/%252e%252e/admin",
                "/v1/users/%c0%ae%c0%ae/admin",
                "/v1/%75sers/1",
                "/x/../v1/users/1")) {
            assertRestricted(keys.asked(bad, "GET", calls), "for this endpoint");
        }
        assertRestricted(keys.asked("/v1/me", "POST", calls), "for this endpoint");
        assertRestricted(keys.asked("/v1/me", "get", calls), "for this endpoint");
    }
}
