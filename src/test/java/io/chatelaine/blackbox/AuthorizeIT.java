package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Issued;
import io.chatelaine.blackbox.Raw.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Authorization requests of a gateway in the dialect {@code original}. */
class AuthorizeIT {
    private static final String[] OF_A_GET = {"X-Original-URI: /api/orders?page=1", "X-Original-Method: GET"};

    private final Server server = ServerSession.server();
    private final Api admin = Api.admin(server);
    private final Issued key = admin.issue("Zoë’s 100%", "storage:read");

    @Test
    void goodKeyIsAnsweredWithWhoItIs() throws IOException {
        for (String header : List.of(xApiKey(), "Authorization: Bearer " + key.key())) {
            Reply yes = ask("", header);
            assertThat(yes.status()).isEqualTo(204);
            assertThat(yes.header("Cache-Control")).isEqualTo("no-store");
            assertThat(yes.header("X-Request-Id")).startsWith("req_");
            assertThat(identity(yes))
                    .containsExactlyInAnyOrder(
                            "X-Chatelaine-Account: default",
                            "X-Chatelaine-Account-Id: "
                                    + admin.get("/v1/me")
                                            .data()
                                            .path("account")
                                            .path("id")
                                            .asText(),
                            "X-Chatelaine-Key-Id: " + key.id(),
                            "X-Chatelaine-Key-Name: Zo%C3%AB%E2%80%99s%20100%25",
                            "X-Chatelaine-Environment: live",
                            "X-Chatelaine-Tier: free",
                            "X-Chatelaine-Scopes: storage:read");
        }
    }

    @Test
    void nothingIsSaidOfScopesWhereThereAreNone() throws IOException {
        Reply yes = ask("", "X-API-Key: " + admin.issue("bare").key());
        assertThat(yes.status()).isEqualTo(204);
        assertThat(yes.values("X-Chatelaine-Scopes")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "BREW", "get"})
    void anyMethodAsks(String method) throws IOException {
        assertThat(request(method, Raw.PROXY, "", with(xApiKey(), OF_A_GET)).status())
                .isEqualTo(204);
        assertThat(request(method, Raw.PROXY, "", OF_A_GET).status()).isEqualTo(401);
    }

    @Test
    void badKeyOrNoneIsToldAsAtTheDoor() throws IOException {
        for (String[] headers : new String[][] {{}, {"X-API-Key: x"}, {"Authorization: Bearer x"}}) {
            Reply no = request("GET", Raw.PROXY, "", with(headers, OF_A_GET));
            Reply door = Raw.once(server, head("GET /v1/me", headers));
            assertProblem(no, 401, "unauthorized");
            assertThat(no.values("WWW-Authenticate")).isEqualTo(door.values("WWW-Authenticate"));
            assertThat(no.json().path("title")).isEqualTo(door.json().path("title"));
            assertThat(identity(no)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x?api_key=1", "/x?a=b&ACCESS_TOKEN=", "/x?q=ck_live_", "/x?q=ck%5Ftest_", "/x?apikey"})
    void keyInTheOriginalQueryIsRefused(String uri) throws IOException {
        Reply no = request("GET", Raw.PROXY, "", xApiKey(), "X-Original-URI: " + uri, "X-Original-Method: GET");
        assertProblem(no, 400, "bad_request");
        assertThat(no.json().path("title").asText()).isEqualTo("API key in the query string");
    }

    @Test
    void ownQueryAndTheOriginalsAreTwo() throws IOException {
        String[] demanding = {"X-Original-URI: /x?scope=admin&account=other&mode=nginx&oops", "X-Original-Method: GET"};
        assertThat(request("GET", Raw.PROXY, "?scope=storage:read", with(xApiKey(), demanding))
                        .status())
                .isEqualTo(204);
        assertProblem(ask("?api_key=1", xApiKey()), 400, "bad_request");
        assertProblem(ask("?oops=1", xApiKey()), 400, "bad_request");
        assertProblem(ask("?account=" + key.key(), xApiKey()), 400, "bad_request");
    }

    @Test
    void credentialsThatAreSentTwiceAreRefused() throws IOException {
        assertProblem(ask("", xApiKey(), xApiKey()), 400, "bad_request");
    }

    @Test
    void scopeAndAccountAreDemanded() throws IOException {
        assertThat(ask("?scope=storage:read&account=default", xApiKey()).status())
                .isEqualTo(204);
        Reply scope = ask("?scope=storage:write&account=default", xApiKey());
        assertProblem(scope, 403, "forbidden");
        assertThat(scope.header("WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"chatelaine\", error=\"insufficient_scope\", scope=\"storage:write\"");
        assertProblem(ask("?scope=storage:write&account=other", xApiKey()), 404, "not_found");
        assertThat(ask("?scope=storage:write", "X-API-Key: " + server.adminKey())
                        .status())
                .isEqualTo(204);
    }

    @Test
    void addressThatIsNotTrustedIsToldSoWhateverItsKey() throws IOException {
        for (String[] credential : new String[][] {{}, {xApiKey()}, {"X-API-Key: x"}}) {
            Reply no = request("GET", "127.0.0.1", "", with(credential, OF_A_GET));
            assertProblem(no, 403, "forbidden");
            assertThat(no.json().path("detail").asText()).contains("chatelaine.trusted-proxies");
            assertThat(identity(no)).isEmpty();
        }
    }

    @Test
    void headerThatIsMissingIsToldWithItsSetting() throws IOException {
        String[] forwarded = {"X-Forwarded-Uri: /x", "X-Forwarded-Method: GET"};
        for (String[] headers : new String[][] {{}, {OF_A_GET[0]}, {OF_A_GET[1]}, forwarded}) {
            Reply no = request("GET", Raw.PROXY, "", with(xApiKey(), headers));
            assertProblem(no, 403, "forbidden");
            assertThat(no.json().path("detail").asText())
                    .contains("chatelaine.authorize.dialect=original", "X-Original-");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "?a=b",
                "http://example.com/x",
                "/x#y",
                "/\u0001",
                "/x\ty",
                "/x y",
                "/\u00e4",
                "/%00",
                "/%",
                "/a%zz"
            })
    void oddTargetOpensNothing(String uri) throws IOException {
        String request = head(
                "GET /v1/authorize",
                xApiKey(),
                "X-Original-URI: " + uri,
                "X-Original-Method: GET",
                "Connection: close");
        Reply no = Raw.once(server.port(), Raw.PROXY, request);
        assertThat(no.status()).isEqualTo(400);
        assertThat(identity(no)).isEmpty();
        if (no.isProblem()) {
            assertThat(no.json().path("detail").asText())
                    .matches("X-Original-URI must .*|A header contains a control character\\.");
        }
    }

    @Test
    void targetThatIsSentTwiceOrTooLongOpensNothing() throws IOException {
        Reply twice = request("GET", Raw.PROXY, "", with(xApiKey(), with("X-Original-URI: /x", OF_A_GET)));
        assertProblem(twice, 400, "bad_request");
        assertThat(twice.json().path("detail").asText()).isEqualTo("X-Original-URI was sent more than once.");
        String tooLong = "X-Original-URI: /" + "x".repeat(8192);
        Reply no = request("GET", Raw.PROXY, "", xApiKey(), tooLong, "X-Original-Method: GET");
        assertThat(no.status()).isEqualTo(400);
        assertThat(identity(no)).isEmpty();
    }

    @Test
    void nginxIsToldTwoNoesAndTheTrueOneBeside() throws IOException {
        assertThat(ask("?mode=nginx", xApiKey()).status()).isEqualTo(204);
        assertForNginx(ask("?mode=nginx"), 401, 401);
        assertForNginx(ask("?mode=nginx&scope=admin", xApiKey()), 403, 403);
        assertForNginx(ask("?mode=nginx&account=other", xApiKey()), 403, 404);
        assertForNginx(ask("?mode=nginx&api_key=1", xApiKey()), 403, 400);
        assertForNginx(ask("?mode=nginx&oops", xApiKey()), 403, 400);
        assertForNginx(request("GET", "127.0.0.1", "?mode=nginx", xApiKey()), 403, 403);
    }

    @Test
    void whatLiesBehindThePathIsNotThere() throws IOException {
        for (String path : List.of("/", "/x", ";x", "/../authorize", "/%2e%2e/authorize")) {
            assertProblem(ask(path), 401, "unauthorized");
            assertProblem(ask(path, xApiKey()), 404, "not_found");
        }
        for (String open : List.of("/../health", "/%2e%2e/health", "/../../problems/not-found")) {
            assertProblem(ask(open, xApiKey()), 400, "bad_request");
        }
    }

    private static void assertForNginx(Reply no, int status, int trueStatus) {
        assertThat(no.status()).isEqualTo(status);
        assertThat(no.header("X-Chatelaine-Status")).isEqualTo(String.valueOf(trueStatus));
        assertThat(no.header("X-Chatelaine-Problem")).isEqualTo(no.body());
        assertThat(no.json().path("status").asInt()).isEqualTo(trueStatus);
        assertThat(no.values("WWW-Authenticate")).hasSizeLessThan(2);
    }

    private String xApiKey() {
        return "X-API-Key: " + key.key();
    }

    private Reply ask(String rest, String... headers) throws IOException {
        return request("GET", Raw.PROXY, rest, with(headers, OF_A_GET));
    }

    private Reply request(String method, String from, String rest, String... headers) throws IOException {
        return Raw.once(
                server.port(), from, head(method + " /v1/authorize" + rest, with("Connection: close", headers)));
    }

    private static String head(String line, String... headers) {
        return line + " HTTP/1.1\r\nHost: x\r\n" + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n")
                + "\r\n";
    }

    private static String[] with(String one, String... others) {
        return with(new String[] {one}, others);
    }

    private static String[] with(String[] some, String... others) {
        List<String> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(others));
        return all.toArray(String[]::new);
    }

    private static List<String> identity(Reply reply) {
        return reply.headers().stream()
                .filter(header -> header.startsWith("X-Chatelaine-"))
                .toList();
    }
}
