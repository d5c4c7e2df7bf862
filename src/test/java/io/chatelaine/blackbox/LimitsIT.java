package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import io.chatelaine.testing.AtOnce;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Limits of tiers, and attempts to bypass them. The tier scarce allows 5 in five minutes, brief 2 in two seconds, daily
 * 4 in a month; gated-1 has two limits that no test reaches.
 */
@Tag("pair")
class LimitsIT {
    private final Server server = ServerSession.server();
    private final Tenant tenant = new Tenant(server);

    @AfterEach
    void close() {
        tenant.close();
    }

    private Issued issue(String tier, String... scopes) {
        return tenant.issue(Tenant.asked(tier, scopes).put("tier", tier));
    }

    private Api client(String tier, String... scopes) {
        return tenant.client(issue(tier, scopes));
    }

    /** Returns how many of a number of requests are accepted; checks that the others get 429. */
    private static int admitted(Api client, int asked) {
        int admitted = 0;
        for (int i = 0; i < asked; i++) {
            admitted += isAdmitted(client.get("/v1/me")) ? 1 : 0;
        }
        return admitted;
    }

    private static boolean isAdmitted(Answer answer) {
        if (answer.status() == 200) {
            return true;
        }
        assertProblem(answer, 429, "rate_limited");
        return false;
    }

    private static int seconds(Answer answer) {
        return Integer.parseInt(answer.header("RateLimit").replaceFirst(".*;t=", ""));
    }

    @Test
    void everyAnswerSaysWhatIsLeftAndWhichIsTheLast() {
        Api client = client("scarce", "keys:read", "keys:write");
        List<Answer> answers = List.of(
                client.get("/v1/me"),
                client.get("/v1/nothing"),
                client.post("/v1/accounts", "{}"),
                client.delete("/v1/me"),
                client.post("/v1/api-keys", "{"));
        assertThat(answers).extracting(Answer::status).containsExactly(200, 404, 403, 405, 400);
        for (int i = 0; i < 5; i++) {
            Answer answer = answers.get(i);
            assertThat(answer.headers("RateLimit-Policy")).containsExactly("\"rate\";q=5;w=300");
            assertThat(answer.headers("RateLimit")).hasSize(1);
            assertThat(answer.header("RateLimit")).matches("\"rate\";r=" + (4 - i) + ";t=[0-9]+");
            assertThat(answer.headers("Retry-After")).isEmpty();
        }
        Answer refused = client.get("/v1/me");
        assertProblem(refused, 429, "rate_limited");
        assertThat(refused.title()).isEqualTo("Too many requests");
        assertThat(refused.json().path("detail").asText()).contains("rate").contains("5/PT5M");
        assertThat(refused.headers("RateLimit")).hasSize(1);
        assertThat(refused.header("RateLimit")).startsWith("\"rate\";r=0;t=");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        assertThat(refused.header("Retry-After")).isEqualTo(String.valueOf(seconds(refused)));
        assertThat(refused.headers("WWW-Authenticate")).isEmpty();
        // The limit also applies to an unknown path: it is checked before the route and the scope.
        assertProblem(client.get("/v1/nothing"), 429, "rate_limited");
        assertProblem(client.post("/v1/accounts", "{}"), 429, "rate_limited");
    }

    @Test
    void bothLimitsAreTold() {
        approve();
        Answer answer = client("gated-1").get("/v1/me");
        assertThat(answer.headers("RateLimit-Policy"))
                .containsExactly("\"rate\";q=1000000;w=3600, \"quota\";q=1000000;w=86400");
        assertThat(answer.header("RateLimit")).matches("\"rate\";r=999999;t=1, \"quota\";r=999999;t=[0-9]+");
    }

    private void approve() {
        Answer applied = tenant.client("keys:write")
                .post("/v1/partner-applications", "{\"use_case\":\"x\",\"expected_volume\":1}");
        assertThat(applied.status()).isEqualTo(201);
        String path = applied.header("Location") + "/approve";
        assertThat(Api.admin(server).post(path, "").status()).isEqualTo(200);
    }

    @Test
    void whoIsNotLetInOrHasNoLimitsIsToldNone() {
        Issued key = issue("scarce");
        assertThat(Api.admin(server)
                        .patch(tenant.path("/api-keys/" + key.id()), "{\"enabled\":false}")
                        .status())
                .isEqualTo(200);
        Api disabled = tenant.client(key);
        for (Answer answer : List.of(
                Api.anonymous(server).get("/v1/me"),
                disabled.get("/v1/me"),
                disabled.get("/v1/me?api_key=1"),
                disabled.get("/v1/health"),
                client("free").get("/v1/me"))) {
            assertThat(answer.headers("RateLimit")).isEmpty();
            assertThat(answer.headers("RateLimit-Policy")).isEmpty();
        }
        // None of these requests has used up the limit.
        assertThat(admitted(client("scarce"), 8)).isEqualTo(5);
    }

    @Test
    void anotherHeaderAnotherKeyOrARotatedOneGivesNoMore() {
        Issued key = issue("scarce");
        Api bearer = Api.withBearer(server, key.key());
        assertThat(admitted(tenant.client(key), 2)).isEqualTo(2);
        assertThat(admitted(bearer, 2)).isEqualTo(2);
        assertThat(bearer.get("/v1/me", "X-API-KEY", key.key()).status()).isEqualTo(200);
        assertThat(admitted(bearer, 3)).isZero();
        assertThat(admitted(tenant.client(key), 3)).isZero();

        assertThat(admitted(client("scarce"), 3)).isZero();
        Answer rotated = tenant.client("keys:read", "keys:write")
                .post("/v1/api-keys/" + key.id() + "/rotate", "{\"grace\":\"PT1H\"}");
        assertThat(rotated.status()).isEqualTo(201);
        assertThat(admitted(Api.withKey(server, rotated.data().path("key").asText()), 3))
                .isZero();
        assertThat(tenant.client(key).get("/v1/me").status()).isEqualTo(429);

        assertThat(admitted(client("free"), 10)).isEqualTo(10);
        try (Tenant other = new Tenant(server)) {
            Issued others = other.issue(Tenant.asked("other").put("tier", "scarce"));
            assertThat(admitted(other.client(others), 8)).isEqualTo(5);
        }
    }

    @Test
    void hundredAtOnceGetExactlyWhatThereIs() throws Exception {
        Api one = client("daily");
        Api other = client("daily");
        List<Boolean> admitted = AtOnce.atOnce(100, i -> isAdmitted((i % 2 == 0 ? one : other).get("/v1/me")));
        assertThat(admitted).filteredOn(in -> in).hasSize(4);
        Answer refused = one.get("/v1/me");
        assertThat(refused.json().path("detail").asText()).contains("quota").contains("4/P31D");
        assertThat(refused.headers("RateLimit-Policy")).containsExactly("\"quota\";q=4;w=2678400");
        assertThat(refused.header("RateLimit")).startsWith("\"quota\";r=0;t=" + refused.header("Retry-After"));
    }

    @Test
    void whoComesAgainTooEarlyLosesNothingAndWhenToldIsLetIn() {
        Api client = client("brief");
        int most = admitted(client, 200);
        Answer refused = client.get("/v1/me");
        while (refused.status() == 200) {
            refused = client.get("/v1/me");
        }
        assertThat(most).isGreaterThanOrEqualTo(2);
        Server.pause(Integer.parseInt(refused.header("Retry-After")) * 1000L);
        assertThat(client.get("/v1/me").status()).isEqualTo(200);
    }

    @Test
    void keyThatWasStolenIsRevokedThoughTheThiefUsesUpAllThereIs() {
        Issued stolen = issue("daily", "keys:read", "keys:write");
        Api owner = client("daily", "keys:read", "keys:write");
        assertThat(admitted(tenant.client(stolen), 20)).isEqualTo(4);
        assertProblem(owner.get("/v1/api-keys"), 429, "rate_limited");
        Answer revoked = owner.delete("/v1/api-keys/" + stolen.id());
        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.headers("RateLimit")).hasSize(1);
        assertProblem(tenant.client(stolen).get("/v1/me"), 401, "unauthorized");
        assertProblem(owner.get("/v1/api-keys"), 429, "rate_limited");
    }

    @Test
    void noLimitRefusesACallThatCanTakeSomethingAway() throws IOException {
        Issued one = issue("daily", "keys:read", "keys:write");
        Issued owners = issue("daily", "keys:read", "keys:write");
        Api owner = tenant.client(owners);
        assertThat(admitted(owner, 20)).isEqualTo(4);
        String path = "/v1/api-keys/" + one.id();
        for (Answer done : List.of(
                owner.patch(path, "{\"name\":\"other\"}"),
                owner.post(path + "/rotate", "{\"grace\":\"PT1H\"}"),
                owner.post("/v1/api-keys/revoke", "{\"select\":{\"name\":\"no such\"},\"dry_run\":true}"),
                owner.delete(path))) {
            assertThat(done.status()).as(done.body()).isBetween(200, 201);
            assertThat(done.header("RateLimit")).startsWith("\"quota\";r=0;t=");
            assertThat(done.headers("Retry-After")).isEmpty();
        }
        assertProblem(owner.patch(tenant.path(""), "{\"enabled\":false}"), 403, "forbidden");
        for (Answer refused : List.of(
                owner.post("/v1/api-keys", "{\"name\":\"more\"}"),
                owner.delete("/v1/me"),
                owner.delete("/v1/api-keys"),
                owner.patch("/v1/api-keys", "{}"),
                owner.post(path, "{}"),
                owner.post(path + "/revoke", "{}"),
                owner.delete(path + "/usage"),
                owner.get(path),
                owner.get("/v1/nothing"))) {
            assertProblem(refused, 429, "rate_limited");
        }
        for (String odd : List.of(
                "/v1/me;x=%2F..%2Fapi-keys%2F" + one.id(),
                "/v1/api-keys/" + one.id() + ";x=%2F..",
                "/v1/api-keys/%2e%2e/me",
                "/v1//api-keys/" + one.id())) {
            Raw.Reply reply = Raw.once(
                    server,
                    "DELETE " + odd + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: " + owners.key()
                            + "\r\n\r\n");
            assertThat(reply.status()).as(odd).isIn(400, 429);
        }
    }

    @Test
    void noLimitRefusesAnAdministratorOnChatelainesOwnResources() throws IOException {
        Issued admins = issue("daily", "admin");
        Api admin = tenant.client(admins);
        assertThat(admin.get("/v1/me").header("RateLimit")).startsWith("\"quota\";r=3;t=");
        assertThat(admitted(client("daily"), 20)).isEqualTo(3);
        try (Tenant other = new Tenant(server)) {
            Issued key = other.issue("stolen");
            String keys = other.path("/api-keys");
            for (Answer done : List.of(
                    admin.get("/v1/me"),
                    admin.get("/v1/accounts"),
                    admin.get("/v1/metrics"),
                    admin.post(keys, "{\"name\":\"new\"}"),
                    admin.post(keys + '/' + key.id() + "/rotate", "{\"grace\":\"PT0S\"}"),
                    admin.post(keys + "/revoke", "{\"select\":{\"name\":\"new\"},\"expect\":1}"),
                    admin.patch(other.path(""), "{\"enabled\":false}"))) {
                assertThat(done.status()).as(done.body()).isBetween(200, 201);
                assertThat(done.header("RateLimit")).startsWith("\"quota\";r=0;t=");
                assertThat(done.headers("Retry-After")).isEmpty();
            }
        }
        assertProblem(ask("", admins), 429, "rate_limited");
    }

    @Test
    void gatewayIsToldTheSame() throws IOException {
        Issued key = issue("scarce");
        for (int left = 4; left >= 0; left--) {
            Raw.Reply yes = ask("", key);
            assertThat(yes.status()).isEqualTo(204);
            assertThat(yes.values("RateLimit-Policy")).containsExactly("\"rate\";q=5;w=300");
            assertThat(yes.header("RateLimit")).startsWith("\"rate\";r=" + left + ";t=");
        }
        Raw.Reply no = ask("", key);
        assertProblem(no, 429, "rate_limited");
        assertThat(no.header("RateLimit")).isEqualTo("\"rate\";r=0;t=" + no.header("Retry-After"));
        Raw.Reply forNginx = ask("?mode=nginx", key);
        assertThat(forNginx.status()).isEqualTo(403);
        assertThat(forNginx.header("X-Chatelaine-Status")).isEqualTo("429");
        assertThat(forNginx.header("RateLimit")).startsWith("\"rate\";r=0;t=");
        assertThat(forNginx.header("Retry-After")).isNotEmpty();
        // A refusal by the gateway's parameters has the headers too; a DELETE at the application is not exempt.
        Raw.Reply demanded = ask("?scope=admin", issue("daily"));
        assertProblem(demanded, 403, "forbidden");
        assertThat(demanded.header("RateLimit")).startsWith("\"quota\";r=3;t=");
    }

    private Raw.Reply ask(String query, Issued key) throws IOException {
        return Raw.once(
                server.port(),
                Raw.PROXY,
                "GET /v1/authorize" + query + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: " + key.key()
                        + "\r\nX-Original-URI: /v1/api-keys/x\r\nX-Original-Method: DELETE\r\n\r\n");
    }
}
