package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Authorization requests of Envoy to a server that rolls back the work of test keys. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("own-server")
class EnvoyIT {
    private static final Map<String, String> SETTINGS = Map.of(
            "CHATELAINE_AUTHORIZE_DIALECT", "envoy",
            "CHATELAINE_TRUSTED_PROXIES", "10.0.0.0/8, ::1, 127.0.0.1",
            "CHATELAINE_ENVIRONMENT_TEST", "rollback");

    private final Server server = Server.start(Server.freshFolder("envoy"), SETTINGS);
    private final Api admin = Api.admin(server);
    private final Issued test =
            admin.issue(Api.JSON.createObjectNode().put("name", "test").put("environment", "test"));
    private final Api anonymous = Api.anonymous(server);
    private final Api tester = Api.withKey(server, test.key());

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/authorize/api/orders?page=1", "/v1/authorize/", "/v1/authorize?uri=/api?a=b&scope=x"})
    void onlyTwoHundredIsAYes(String path) {
        for (String method : List.of("GET", "HEAD", "POST", "DELETE", "OPTIONS", "BREW")) {
            Answer yes = admin.send(method, path, "");
            assertThat(yes.status()).isEqualTo(200);
            assertThat(yes.body()).isEmpty();
            assertThat(yes.header("X-Chatelaine-Key-Name")).isEqualTo("First%20admin%20key");
            assertThat(yes.header("Cache-Control")).isEqualTo("no-store");
            assertThat(anonymous.send(method, path, "").status()).isEqualTo(401);
        }
    }

    @Test
    void demandsStandBeforeTheOriginalPath() {
        assertThat(admin.get("/v1/authorize?scope=admin&account=default&uri=/x?scope=y")
                        .status())
                .isEqualTo(200);
        assertProblem(admin.get("/v1/authorize?account=other&uri=/x"), 404, "not_found");
        // If the original path is appended, the whole query belongs to the original request.
        assertThat(admin.get("/v1/authorize/x?account=other&mode=nginx").status())
                .isEqualTo(200);
        assertProblem(admin.get("/v1/authorize?oops=1&uri=/x"), 400, "bad_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/authorize/x?api_key=1", "/v1/authorize?uri=/x?api_key=1", "/v1/authorize/?q=ck_live_"})
    void keyInTheOriginalQueryIsRefused(String path) {
        Answer no = admin.get(path);
        assertProblem(no, 400, "bad_request");
        assertThat(no.title()).isEqualTo("API key in the query string");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/authorize/../health",
                "/v1/authorize/%2e%2e/health",
                "/v1/authorize/..%2fhealth",
                "/v1/authorize/../../health",
                "/v1/authorize/../../openapi",
                "/v1/authorize/../../problems/not-found",
                "/v1/authorize;a/../health",
                "/v1/authorize/..;/health",
                "/v1/authorize/x/../../../health",
            })
    void pathThatLeadsToAnOpenPageIsNoYes(String path) throws IOException {
        int status =
                Raw.once(server, "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").status();
        assertThat(status).isIn(400, 401);
    }

    @Test
    void queryHoldsAnyPathWithoutBeingReadAsOne() throws IOException {
        for (String target : List.of("/%", "/../health", "/%00", "/a%zz", "/..;/..;/openapi", "/\u00e4")) {
            int status = Raw.once(server, "GET /v1/authorize?uri=" + target + " HTTP/1.1\r\nHost: x\r\n\r\n")
                    .status();
            assertThat(status).as(target).isIn(400, 401);
        }
    }

    @Test
    void originalPathThatIsMissingIsToldWithTheSetting() {
        Answer no = admin.get("/v1/authorize?scope=admin", "X-Original-URI", "/x", "X-Forwarded-Uri", "/x");
        assertProblem(no, 403, "forbidden");
        assertThat(no.json().path("detail").asText()).contains("chatelaine.authorize.dialect=envoy");
    }

    @Test
    void testKeyIsForAGatewayThatSaysItWillDo() {
        Answer no = tester.get("/v1/authorize/x");
        assertProblem(no, 403, "forbidden");
        assertThat(no.json().path("detail").asText()).startsWith("This is a test key");
        assertProblem(tester.get("/v1/authorize?uri=/x"), 403, "forbidden");
        Answer yes = tester.get("/v1/authorize?environment=any&uri=/x");
        assertThat(yes.status()).isEqualTo(200);
        assertThat(yes.header("X-Chatelaine-Environment")).isEqualTo("test");
        assertThat(yes.header("X-Chatelaine-Key-Id")).isEqualTo(test.id());
        Answer me = tester.get("/v1/me");
        assertThat(me.status()).as(me.body()).isEqualTo(200);
        assertThat(me.headers("X-Chatelaine-Environment")).containsExactly("test");
    }
}
