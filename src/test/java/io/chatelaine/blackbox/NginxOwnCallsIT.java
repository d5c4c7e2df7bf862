package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import io.chatelaine.blackbox.Raw.Reply;
import io.chatelaine.testing.Application;
import io.chatelaine.testing.Nginx;
import io.chatelaine.testing.Ports;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** One host for an application and for Chatelaine's API: the part own-api of the nginx file. */
@TestInstance(Lifecycle.PER_CLASS)
class NginxOwnCallsIT {
    private static final String CLIENT = "127.0.0.3";

    private final Application application = Application.start(seen -> Application.Answer.of(200, "inside"));
    private final Server server = ServerSession.server();
    private final Nginx nginx = Nginx.start(server.port(), application.port(), Crowd.TRUSTED, "own-api");
    private final Tenant tenant = new Tenant(server);
    private final Issued key = tenant.issue("own", "keys:read", "keys:write");

    @AfterAll
    void stop() {
        tenant.close();
        nginx.close();
        application.close();
        Crowd.assertNoKeyIsLogged(nginx);
    }

    private Reply get(String from, String path, String sent, String... headers) throws IOException {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return Raw.once(
                nginx.port(),
                from,
                "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: " + sent + "\r\n" + more
                        + "\r\n");
    }

    @Test
    void keysAreManagedAndTheApplicationIsServedOnOneHost() {
        Api client = tenant.client(key);
        Answer made = client.post(nginx.uri("/v1/api-keys"), "{\"name\":\"made\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        Api.KEYS_SEEN.add(made.data().path("key").asText());
        String path = "/v1/api-keys/" + made.data().path("id").asText();
        assertThat(made.header("X-Request-Id")).startsWith("req_");
        assertThat(client.get(nginx.uri("/v1/me")).data().path("id").asText()).isEqualTo(key.id());
        assertThat(client.get(nginx.uri("/v1/api-keys?limit=1"))
                        .json()
                        .path("next_cursor")
                        .isTextual())
                .isTrue();
        assertThat(client.patch(nginx.uri(path), "{\"name\":\"renamed\"}")
                        .data()
                        .path("name")
                        .asText())
                .isEqualTo("renamed");
        Answer rotated = client.post(nginx.uri(path + "/rotate"), "{\"grace\":\"PT0S\"}");
        assertThat(rotated.status()).as(rotated.body()).isEqualTo(201);
        Api.KEYS_SEEN.add(rotated.data().path("key").asText());
        assertThat(client.delete(nginx.uri(
                                "/v1/api-keys/" + rotated.data().path("id").asText()))
                        .status())
                .isEqualTo(200);
        assertThat(application.drain()).isEmpty();
        assertThat(client.get(nginx.uri("/orders")).body()).isEqualTo("inside");
        assertThat(application.drain()).hasSize(1).allSatisfy(Crowd::assertHoldsNoKey);
    }

    @Test
    void withoutAKeyBothAreShut() throws IOException {
        for (String path : List.of("/v1/me", "/v1/api-keys", "/v1/api-keys/key_x", "/orders", "/v1/authorize")) {
            assertProblem(get("127.0.0.1", path, "wrong"), 401, "unauthorized");
        }
        assertThat(application.drain()).isEmpty();
    }

    @Test
    void otherPathsOfChatelaineAreTheApplications() throws IOException {
        for (String path :
                List.of("/v1/authorize", "/v1/accounts", "/v1/audit", "/v1/api-keys/", "/v1/me/", "/v1/ME")) {
            assertThat(get("127.0.0.1", path, key.key()).body()).isEqualTo("inside");
        }
        assertThat(application.drain()).hasSize(6);
    }

    /** A path restriction applies to the path that Chatelaine receives, of letters, digits, - and _ only. */
    @Test
    void restrictionsHoldWhateverIsForged() throws IOException {
        Issued byAddress =
                tenant.issue(RestrictedKeys.named("by address", "\"ips\":[\"" + CLIENT + "\"]", "keys:read"));
        assertThat(get(CLIENT, "/v1/me", byAddress.key()).status()).isEqualTo(200);
        for (String forged :
                List.of("X-Forwarded-For: " + CLIENT, "X-Real-IP: " + CLIENT, "Forwarded: for=" + CLIENT)) {
            RestrictedKeys.assertRestricted(
                    get("127.0.0.1", "/v1/me", byAddress.key(), forged), "from this IP address");
        }
        Issued byCall = tenant.issue(
                RestrictedKeys.named("by call", "\"endpoints\":[\"GET /v1/me\"]", "keys:read", "keys:write"));
        assertThat(get(CLIENT, "/v1/me", byCall.key()).status()).isEqualTo(200);
        for (String path :
                List.of("/v1/api-keys", "/v1/me/../api-keys", "/v1/me%2f..%2fapi-keys", "/v1/x;/../api-keys")) {
            RestrictedKeys.assertRestricted(
                    get(CLIENT, path, byCall.key(), "X-Original-URI: /v1/me", "X-Forwarded-Uri: /v1/me"),
                    "for this endpoint");
        }
    }

    @Test
    void keyInTheQueryIsRefusedByChatelaine() throws IOException {
        assertProblem(get(CLIENT, "/v1/me?api_key=" + key.key(), key.key()), 400, "bad_request");
        assertProblem(get(CLIENT, "/v1/me?x=%63k_live_" + key.key().substring(8), key.key()), 400, "bad_request");
    }

    @Test
    void tooLargeABodyIsAProblem() throws IOException {
        for (int length : new int[] {17_000, 70_000}) {
            Reply no = Raw.once(
                    nginx.port(),
                    CLIENT,
                    "POST /v1/api-keys HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: " + key.key()
                            + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n"
                            + " ".repeat(length));
            assertProblem(no, 413, "too_large");
        }
    }

    @Test
    void chatelaineThatIsAwayIs503() throws IOException {
        try (Nginx alone = Nginx.start(Ports.free(), application.port(), Map.of(), "own-api")) {
            for (String path : List.of("/v1/me", "/v1/api-keys?api_key=" + key.key(), "/v1/health", "/problems/x")) {
                Reply no = Raw.once(
                        alone.port(),
                        CLIENT,
                        "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: " + key.key()
                                + "\r\n\r\n");
                assertProblem(no, 503, "unavailable");
                assertThat(no.header("Retry-After")).isEqualTo("2");
            }
            Crowd.assertNoKeyIsLogged(alone);
        }
    }
}
