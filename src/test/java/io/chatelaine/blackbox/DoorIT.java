package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Authentication of requests, and the responses to refused ones: contract §2 and §5. */
class DoorIT {
    private static final String BEARER = "Bearer realm=\"chatelaine\"";
    private static final String API_KEY = "ApiKey realm=\"chatelaine\", header=\"X-API-Key\"";
    private static final String UNKNOWN_KEY = "ck_live_00000000000000000000000000000044ali6";

    private final Server server = ServerSession.server();
    private final Api anonymous = Api.anonymous(server);
    private final Api admin = Api.admin(server);

    @Test
    void missingKeyIsChallengedForEachHeaderThatIsOn() {
        Answer answer = anonymous.get("/v1/me", "X-Request-Id", "mine-1");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers("WWW-Authenticate")).containsExactly(BEARER, API_KEY);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body())
                .isEqualTo("{\"type\":\"/problems/missing-api-key\",\"title\":\"Missing API key\",\"status\":401,"
                        + "\"detail\":\"Send your key in Authorization: Bearer or X-API-Key.\","
                        + "\"code\":\"unauthorized\",\"success\":false,\"request_id\":\"mine-1\"}");
    }

    @Test
    void pathsThatDoNotExistNeedAKeyToo() {
        for (String path :
                List.of("/", "/v1", "/v1/", "/v1/nothing", "/api", "/api/x/y", "/x.jsp", "/error", "/metrics")) {
            assertThat(anonymous.get(path).status()).as(path).isEqualTo(401);
        }
        for (String path : List.of("/", "/v1", "/v1/nothing", "/api/x/y", "/x.jsp", "/error", "/WEB-INF/web.xml")) {
            Answer answer = admin.get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.json().path("code").asText()).as(path).isEqualTo("not_found");
        }
    }

    @Test
    void everyRefusedKeyIsToldTheSame() {
        Issued revoked = admin.issue("revoked");
        admin.delete("/v1/api-keys/" + revoked.id());
        Issued expired =
                admin.issue(Api.JSON.createObjectNode().put("name", "soon").put("expires_at", inMillis(5000)));
        awaitExpiry(expired);
        String good = admin.issue("good").key();
        List<String> refused = new ArrayList<>(List.of(revoked.key(), expired.key(), UNKNOWN_KEY));
        refused.addAll(List.of(
                "x",
                good + "x",
                good.substring(1),
                swapCase(good),
                good.replace("live", "test"),
                good + "," + good,
                "sk_live_abc123xyz789",
                "exstr_live_a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6"));
        for (String key : refused) {
            Answer bearer = anonymous.get("/v1/me", "Authorization", "Bearer " + key, "X-Request-Id", "r");
            assertThat(bearer.status()).as(key).isEqualTo(401);
            assertThat(bearer.headers("WWW-Authenticate"))
                    .containsExactly(BEARER + ", error=\"invalid_token\"", API_KEY);
            assertThat(bearer.body())
                    .isEqualTo("{\"type\":\"/problems/invalid-api-key\",\"title\":\"Invalid or inactive API key\","
                            + "\"status\":401,"
                            + "\"detail\":\"The key is invalid or inactive. Check it, or use another key.\","
                            + "\"code\":\"unauthorized\",\"success\":false,\"request_id\":\"r\"}");
            Answer header = anonymous.get("/v1/me", "X-API-Key", key, "X-Request-Id", "r");
            assertThat(header.headers("WWW-Authenticate")).containsExactly(BEARER, API_KEY);
            assertThat(header.body()).isEqualTo(bearer.body());
            assertThat(namesOf(header)).isEqualTo(namesOf(bearer));
        }
    }

    @Test
    void xApiKeyCountsBeforeBearerAndTheOtherIsNotLookedAt() {
        String good = admin.issue("good").key();
        assertThat(anonymous
                        .get("/v1/me", "X-API-Key", good, "Authorization", "Bearer wrong")
                        .status())
                .isEqualTo(200);
        assertThat(anonymous
                        .get("/v1/me", "X-API-Key", "wrong", "Authorization", "Bearer " + good)
                        .status())
                .isEqualTo(401);
        assertThat(anonymous
                        .get("/v1/me", "X-API-Key", "", "Authorization", "Bearer " + good)
                        .status())
                .isEqualTo(200);
        assertThat(anonymous
                        .get("/v1/me", "X-API-Key", good, "Authorization", "Basic YTpi")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void keyInTheQueryIsRefusedWhetherItIsGoodOrNot() {
        String good = admin.issue("good").key();
        List<String> queries = List.of(
                "api_key=" + good,
                "api_key=x",
                "API_KEY",
                "x-api-key=",
                "apikey=1&a=b",
                "a=b&access_token=c",
                "api%5Fkey=x",
                "q=" + good,
                "q=ck_live_",
                "q=ck%5Flive_x",
                "q=ck_test_");
        for (String query : queries) {
            for (Api client : List.of(admin, anonymous)) {
                Answer answer = client.get("/v1/me?" + query, "X-Request-Id", "q");
                assertThat(answer.status()).as(query).isEqualTo(400);
                assertThat(answer.json().path("code").asText()).isEqualTo("bad_request");
                assertThat(answer.headers("WWW-Authenticate")).containsExactly(BEARER + ", error=\"invalid_request\"");
                assertThat(answer.body()).doesNotContain(good);
            }
        }
        assertThat(anonymous.get("/v1/health?api_key=" + good).status()).isEqualTo(200);
        assertThat(admin.get("/v1/me?page=1&q=ck_dev_x").status()).isEqualTo(200);
    }

    @Test
    void formBodyIsNoQuery() {
        Answer answer = anonymous.send(
                "POST", "/v1/me", "api_key=" + server.adminKey(), "Content-Type", "application/x-www-form-urlencoded");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().path("title").asText()).isEqualTo("Missing API key");
    }

    @Test
    void missingScopeIs403WithTheScopeNamed() {
        Api reader = Api.withBearer(server, admin.issue("reader", "keys:read").key());
        Answer answer = reader.post("/v1/api-keys", "{\"name\":\"x\"}");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.headers("WWW-Authenticate"))
                .containsExactly(BEARER + ", error=\"insufficient_scope\", scope=\"keys:write\"");
        assertThat(answer.json().path("code").asText()).isEqualTo("forbidden");
        Answer none = Api.withKey(server, admin.issue("none").key()).get("/v1/api-keys");
        assertThat(none.status()).isEqualTo(403);
    }

    @Test
    void requestIdIsTheClientsOwnWhereItIsHarmless() {
        String longest = "a".repeat(64);
        assertThat(anonymous.get("/v1/me", "X-Request-Id", longest).header("X-Request-Id"))
                .isEqualTo(longest);
        assertThat(anonymous.get("/v1/health", "X-Request-Id", "A-z_0.9").header("X-Request-Id"))
                .isEqualTo("A-z_0.9");
        for (String odd : List.of("", "a b", "a".repeat(65), "ä", "a;b", "<b>", server.adminKey())) {
            Answer answer = admin.get("/v1/nothing", "X-Request-Id", odd);
            assertThat(answer.header("X-Request-Id")).as(odd).startsWith("req_");
            assertThat(answer.json().path("request_id").asText()).isEqualTo(answer.header("X-Request-Id"));
        }
    }

    @Test
    void ownAnswersAreNeitherKeptNorSniffed() {
        for (Api client : List.of(admin, anonymous)) {
            for (String path : List.of(
                    "/v1/me",
                    "/v1/me?api_key=x",
                    "/v1/me?page=1",
                    "/v1/api-keys",
                    "/v1/api-keys?limit=x",
                    "/v1/api-keys/key_none",
                    "/v1/nothing",
                    "/v1",
                    "/v1/health",
                    "/v1/metrics",
                    "/v1/authorize",
                    "/v1/authorize/x",
                    "/v1/authorize/../health",
                    "/api",
                    "/api/x",
                    "/problems/none")) {
                for (String method : List.of("GET", "HEAD", "POST", "PUT", "OPTIONS", "DELETE")) {
                    Answer answer = client.send(method, path, "");
                    assertThat(answer.headers("Cache-Control"))
                            .as(method + path)
                            .containsExactly("no-store");
                    assertThat(answer.headers("X-Content-Type-Options"))
                            .as(method + path)
                            .containsExactly("nosniff");
                }
            }
        }
        assertThat(anonymous.get("/problems/not-found").headers("X-Content-Type-Options"))
                .containsExactly("nosniff");
    }

    @Test
    void noAnswerIsKeptOrSetsACookie() {
        for (Answer answer : List.of(
                admin.get("/v1/me"), admin.get("/v1/nothing"), anonymous.get("/v1/me"), anonymous.get("/v1/health"))) {
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.headers("Set-Cookie")).isEmpty();
            assertThat(answer.header("X-Request-Id")).isNotEmpty();
        }
        assertThat(anonymous
                        .get("/v1/me", "Cookie", "JSESSIONID=abc; X-API-Key=" + server.adminKey())
                        .status())
                .isEqualTo(401);
    }

    private static List<String> namesOf(Answer answer) {
        return answer.response().headers().map().keySet().stream()
                .filter(name -> !name.equals("date"))
                .sorted()
                .toList();
    }

    private void awaitExpiry(Issued key) {
        Api holder = Api.withKey(server, key.key());
        for (int tenth = 0; tenth < 300 && holder.get("/v1/me").status() == 200; tenth++) {
            Server.pause(100);
        }
    }

    private static String inMillis(long millis) {
        return java.time.Clock.systemUTC().instant().plusMillis(millis).toString();
    }

    static String swapCase(String key) {
        StringBuilder swapped = new StringBuilder(key);
        int last = key.length() - 8;
        while (!Character.isLetter(key.charAt(last))) {
            last--;
        }
        char c = key.charAt(last);
        swapped.setCharAt(last, Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c));
        return swapped.toString();
    }
}
