package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Another application that embeds the mechanism, beside Chatelaine on the same server and database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedIT {
    private final Server server = ServerSession.server();
    private final Api anonymous = Api.anonymous(server);
    private final Tenant tenant = new Tenant(server);

    @AfterAll
    void close() {
        tenant.close();
    }

    @Test
    void pathsThatAreNotProtectedAreOpenToAnyone() {
        assertThat(anonymous.get("/orders/about").body()).isEqualTo("Orders");
        assertThat(anonymous.get("/orders/about", "X-API-Key", "nonsense").status())
                .isEqualTo(200);
        Answer page = anonymous.get("/orders/problems/missing-api-key");
        assertThat(page.status()).isEqualTo(200);
    }

    @Test
    void pathsThatAreProtectedNeedAKey() {
        for (String path : List.of(
                "/orders/v1/sets",
                "/orders/v1/nothing",
                "/orders/api/x",
                "/orders/v1",
                "/orders//v1/sets",
                "/orders/v1/sets;a=b")) {
            Answer refused = anonymous.get(path);
            assertProblem(refused, 401, "unauthorized");
            assertThat(refused.headers("WWW-Authenticate")).hasSize(2);
            assertThat(refused.json().path("type").asText()).isEqualTo("/orders/problems/missing-api-key");
        }
        assertProblem(anonymous.get("/orders/v1/sets?api_key=x"), 400, "bad_request");
        assertProblem(anonymous.get("/orders/v1/sets", "X-API-Key", "ck_live_x"), 401, "unauthorized");
    }

    /** The application's paths are protected by path pattern: no spelling of a path bypasses authentication. */
    @Test
    void noneOf2000VariantsReachesAResourceWithoutAKey() throws IOException {
        List<String> reached = new ArrayList<>();
        int reachedWithAKey = 0;
        String key = "X-API-Key: " + tenant.issue("walker").key() + "\r\n";
        for (String path : PathVariants.of(List.of("/orders/v1/sets", "/orders/v1/users/7"), 2000, 20_261_124)) {
            if (isResource(path, "")) {
                reached.add(path);
            }
            reachedWithAKey += isResource(path, key) ? 1 : 0;
        }
        assertThat(reached).isEmpty();
        assertThat(reachedWithAKey).isGreaterThan(50);
    }

    private boolean isResource(String path, String header) throws IOException {
        String body = Raw.once(
                        server, "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + header + "\r\n")
                .body();
        return body.contains("\"sets\":") || body.startsWith("{\"id\":");
    }

    @Test
    void quotaIsOneForBothApplications() {
        Api key = tenant.client(tenant.issue(Tenant.asked("limited").put("tier", "daily")));
        for (String path : List.of("/v1/me", "/orders/v1/sets", "/orders/v1/sets", "/v1/me")) {
            Answer answer = key.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.headers("RateLimit-Policy")).containsExactly("\"quota\";q=4;w=2678400");
        }
        // A path of another application is not a call of Chatelaine, even if it looks like one.
        assertProblem(key.delete("/orders/v1/accounts/7"), 429, "rate_limited");
        assertProblem(key.delete("/orders/v1/api-keys/7"), 429, "rate_limited");
        assertProblem(key.post("/orders/v1/api-keys/revoke", "{}"), 429, "rate_limited");
        Api admin = tenant.client(tenant.issue(Tenant.asked("admin", "admin").put("tier", "daily")));
        assertProblem(admin.get("/orders/v1/sets"), 429, "rate_limited");
        assertThat(admin.get("/v1/me").status()).isEqualTo(200);
        for (String path : List.of("/orders/v1/sets", "/orders/v1/nothing", "/v1/me")) {
            Answer refused = key.get(path);
            assertProblem(refused, 429, "rate_limited");
            assertThat(refused.header("RateLimit")).isEqualTo("\"quota\";r=0;t=" + refused.header("Retry-After"));
        }
    }

    @Test
    void keyIsLetInWithItsAccount() {
        Api key = tenant.client();
        assertThat(key.get("/orders/v1/sets").json().path("account").asText()).isEqualTo(tenant.slug());
        Answer user = key.get("/orders/v1/users/7");
        assertThat(user.json().path("id").asText()).isEqualTo("7");
        assertThat(user.header("Cache-Control")).contains("private");
        assertThat(user.header("Vary")).contains("X-API-Key");
        assertThat(user.headers("Set-Cookie")).isEmpty();
        assertThat(user.header("X-Request-Id")).startsWith("req_");
        assertThat(key.get("/orders/v1/nothing").status()).isEqualTo(404);
    }

    @Test
    void rolesAreScopesEnvironmentAndTier() {
        Api plain = tenant.client();
        Api writer = tenant.client("storage:write");
        Api test = tenant.client(tenant.issueTest("test"));
        Api partner = tenant.client(tenant.issue(Tenant.asked("partner").put("tier", "partner")));
        assertThat(upload(plain)).isEqualTo(403);
        assertThat(upload(writer)).isEqualTo(200);
        assertThat(upload(Api.admin(server))).as("admin has every scope").isEqualTo(200);
        assertThat(plain.get("/orders/v1/live").status()).isEqualTo(200);
        assertThat(plain.get("/orders/v1/sandbox").status()).isEqualTo(403);
        assertThat(test.get("/orders/v1/live").status()).isEqualTo(403);
        assertThat(test.get("/orders/v1/sandbox").status()).isEqualTo(200);
        assertThat(plain.get("/orders/v1/prices").status()).isEqualTo(403);
        assertThat(partner.get("/orders/v1/prices").status()).isEqualTo(200);
    }

    private static int upload(Api key) {
        return key.post("/orders/api/v1/storage/upload", "{\"filename\":\"a.png\"}")
                .status();
    }

    @Test
    void organisationIsThatOfTheKey() {
        Api key = tenant.client("environments:read");
        assertThat(environments(key, tenant.slug())).isEqualTo(200);
        assertThat(environments(key, "default")).isEqualTo(404);
    }

    private static int environments(Api key, String slug) {
        return key.post("/orders/api/environments/list", "{\"orgSlug\":\"" + slug + "\"}")
                .status();
    }

    @Test
    void keyThatIsRevokedInOneIsRefusedByTheOtherAtOnce() {
        for (int round = 0; round < 20; round++) {
            Issued key = tenant.issue("short-lived");
            Api holder = tenant.client(key);
            assertThat(holder.get("/orders/v1/sets").status()).isEqualTo(200);
            assertThat(Api.admin(server)
                            .delete(tenant.path("/api-keys/" + key.id()))
                            .status())
                    .isEqualTo(200);
            assertProblem(holder.get("/orders/v1/sets"), 401, "unauthorized");
        }
    }

    @Test
    void neitherManagementNorHealthComesAlong() {
        Api admin = Api.admin(server);
        for (String path :
                List.of("/orders/v1/api-keys", "/orders/v1/accounts", "/orders/v1/me", "/orders/v1/authorize")) {
            assertThat(admin.get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(admin.post("/orders/v1/api-keys", "{\"name\":\"x\"}").status())
                .isEqualTo(404);
    }
}
