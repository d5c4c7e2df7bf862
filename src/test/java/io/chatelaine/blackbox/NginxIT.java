package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import io.chatelaine.testing.Application;
import io.chatelaine.testing.Application.Seen;
import io.chatelaine.testing.AtOnce;
import io.chatelaine.testing.Nginx;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application behind a real nginx with the shipped files: which requests reach it, and with which identity. */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("own-server")
class NginxIT {
    private static final int REQUESTS = 10_000;
    private static final int CLIENTS = 8;
    private static final List<String> FORGED = List.of(
            "X-Chatelaine-Account",
            "x-chatelaine-account-id",
            "X-CHATELAINE-KEY-ID",
            "X-Chatelaine-Key-Name",
            "X-Chatelaine-Environment",
            "X-Chatelaine-Tier",
            "X-Chatelaine-Scopes",
            "X-Chatelaine-Status",
            "X-Chatelaine-Problem",
            "X-Chatelaine-Key-Sunset",
            "X_Chatelaine_Account",
            "X-Original-URI",
            "X-Original-Method");

    private final Application application =
            Application.start(seen -> Application.Answer.of(200, "from the application"));
    private final Server server = Server.start(
            Server.freshFolder("nginx"),
            Map.of(
                    "CHATELAINE_AUTHORIZE_DIALECT", "original",
                    "CHATELAINE_TRUSTED_PROXIES", "127.0.0.1",
                    "CHATELAINE_TIERS", "free,partner,scarce",
                    "CHATELAINE_TIER_SCARCE_RATE", "2/PT1H",
                    "CHATELAINE_SCOPES", "orders:read,orders:write"));
    private final Nginx nginx = Nginx.start(server.port(), application.port());
    private final Nginx demanding = Nginx.start(
            server.port(),
            application.port(),
            Map.of("demand \"\";", "demand \"&scope=orders:write&account=default\";"));
    private final Api admin = Api.admin(server);
    private final Api anonymous = Api.anonymous(server);
    private final Issued key = admin.issue("Zoë’s 100%", "orders:read");

    @AfterAll
    void stop() {
        List.of(nginx, demanding).forEach(Nginx::close);
        server.close();
        application.close();
        List.of(nginx, demanding).forEach(Crowd::assertNoKeyIsLogged);
    }

    @AfterEach
    void noKeyHasComeThrough() {
        assertThat(application.drain()).allSatisfy(Crowd::assertHoldsNoKey);
    }

    @Test
    void rightKeyIsLetInByEitherHeaderAndTheApplicationLearnsWhoItIs() {
        for (Api client : List.of(Api.withKey(server, key.key()), Api.withBearer(server, key.key()))) {
            Answer answer = client.post(nginx.uri("/orders/1%2F2?page=1&q=%C3%A4"), "{\"n\":1}");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("from the application");
            assertThat(answer.header("X-Request-Id")).startsWith("req_");
            Seen seen = theOneSeen();
            assertThat(seen.method()).isEqualTo("POST");
            assertThat(seen.uri()).isEqualTo("/orders/1%2F2?page=1&q=%C3%A4");
            assertThat(seen.body()).isEqualTo("{\"n\":1}");
            assertIsTheKey(seen);
        }
    }

    @Test
    void identityThatAClientForgesIsReplacedAndWhatItSaysOfItsRequestIsNotBelieved() {
        String[] headers = FORGED.stream()
                .flatMap(name -> Stream.of(name, name.equals("X-Original-URI") ? "/forged?api_key=1" : "forged"))
                .toArray(String[]::new);
        Answer answer = Api.withKey(server, key.key()).get(nginx.uri("/x"), headers);
        assertThat(answer.status()).isEqualTo(200);
        Seen seen = theOneSeen();
        assertThat(seen.headers().toString()).doesNotContainIgnoringCase("forged");
        assertIsTheKey(seen);
        Api bare = Api.withKey(server, admin.issue("bare").key());
        assertThat(bare.get(nginx.uri("/x"), "X-Chatelaine-Scopes", "forged").status())
                .isEqualTo(200);
        assertThat(theOneSeen().headers()).doesNotContainKey("X-Chatelaine-Scopes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/x?X-Original-URI=/", "/_chatelainE", "/v1/healthz", "//", "/x/../y"})
    void noKeyOrAWrongOneIsToldChatelainesOwnProblem(String path) throws IOException {
        Answer missing = anonymous.get(nginx.uri(path), "X-Original-URI", "/problems/x");
        assertProblem(missing, 401, "unauthorized");
        assertThat(missing.title()).isEqualTo("Missing API key");
        Answer wrong = anonymous.get(nginx.uri(path), "Authorization", "Bearer wrong");
        assertProblem(wrong, 401, "unauthorized");
        assertThat(wrong.headers("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"chatelaine\", error=\"invalid_token\", ApiKey realm=\"chatelaine\","
                        + " header=\"X-API-Key\"");
        for (Answer answer : List.of(missing, wrong)) {
            assertThat(answer.headers("Cache-Control")).containsExactly("no-store");
            assertThat(answer.headers("X-Request-Id"))
                    .containsExactly(answer.json().path("request_id").asText());
            assertThat(answer.response().headers().map().keySet()).noneMatch(name -> name.startsWith("x-chatelaine"));
        }
        assertThat(application.drain()).isEmpty();
    }

    @Test
    void keyInTheQueryIsRefusedThoughItsHeaderIsGood() {
        Answer no = admin.get(nginx.uri("/x?api_key=" + key.key()));
        assertProblem(no, 400, "bad_request");
        assertThat(no.title()).isEqualTo("API key in the query string");
        assertThat(no.headers("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"chatelaine\", error=\"invalid_request\"");
        assertThat(application.drain()).isEmpty();
        Crowd.assertNoKeyIsLogged(nginx);
    }

    @Test
    void keyThatIsSentTwiceIsRefused() throws IOException {
        String twice = "X-API-Key: " + key.key() + "\r\n";
        String request = "GET /x HTTP/1.1\r\nHost: x\r\n" + twice + twice + "Connection: close\r\n\r\n";
        assertProblem(Raw.once(nginx.port(), "127.0.0.1", request), 400, "bad_request");
        assertThat(application.drain()).isEmpty();
    }

    @Test
    void demandsOfTheQuestionAreToldInTheirOwnStatus() {
        assertThat(admin.get(demanding.uri("/x")).status()).isEqualTo(200);
        Answer scope = Api.withKey(server, key.key()).get(demanding.uri("/x?scope=orders:write"));
        assertProblem(scope, 403, "forbidden");
        assertThat(scope.headers("WWW-Authenticate"))
                .containsExactly("Bearer realm=\"chatelaine\", error=\"insufficient_scope\", scope=\"orders:write\"");
        admin.post("/v1/accounts", "{\"slug\":\"acme\",\"name\":\"Acme\"}");
        Issued others = admin.issueAt(
                "/v1/accounts/acme/api-keys", Api.JSON.createObjectNode().put("name", "other"));
        assertProblem(Api.withKey(server, others.key()).get(demanding.uri("/x")), 404, "not_found");
    }

    @Test
    void revokedKeyIsOutWithTheNextRequest() {
        Issued doomed = admin.issue("doomed");
        Api client = Api.withKey(server, doomed.key());
        assertThat(client.get(nginx.uri("/x")).status()).isEqualTo(200);
        assertThat(admin.delete("/v1/api-keys/" + doomed.id()).status()).isEqualTo(200);
        assertProblem(client.get(nginx.uri("/x")), 401, "unauthorized");
    }

    @Test
    void keyThatHasBeenRotatedIsToldWhenItEnds() {
        Issued old = admin.issue("rotated");
        Api client = Api.withKey(server, old.key());
        assertThat(client.get(nginx.uri("/x")).headers("X-Chatelaine-Key-Sunset"))
                .isEmpty();
        Answer made = admin.post("/v1/api-keys/" + old.id() + "/rotate", "{\"grace\":\"PT1H\"}");
        assertThat(made.status()).isEqualTo(201);
        Api.KEYS_SEEN.add(made.data().path("key").asText());
        assertThat(client.get(nginx.uri("/x")).headers("X-Chatelaine-Key-Sunset"))
                .containsExactly(client.get("/v1/me").data().path("expires_at").asText());
    }

    @Test
    void keyWithLimitsIsToldWhatIsLeftAndWhenToComeAgain() {
        Issued limited =
                admin.issue(Api.JSON.createObjectNode().put("name", "limited").put("tier", "scarce"));
        Api client = Api.withKey(server, limited.key());
        Answer first = client.get(nginx.uri("/x"));
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.headers("RateLimit-Policy")).containsExactly("\"rate\";q=2;w=3600");
        assertThat(first.header("RateLimit")).startsWith("\"rate\";r=1;t=");
        assertProblem(client.get(demanding.uri("/x")), 403, "forbidden");
        Answer refused = client.get(nginx.uri("/x"));
        assertProblem(refused, 429, "rate_limited");
        assertThat(refused.headers("RateLimit")).containsExactly("\"rate\";r=0;t=" + refused.header("Retry-After"));
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 1800);
        assertThat(Api.withKey(server, key.key()).get(nginx.uri("/x")).headers("RateLimit"))
                .isEmpty();
        assertThat(application.drain()).hasSize(2);
    }

    @Test
    void bodyOfAnyLengthPasses() {
        String body = "x".repeat(2_000_000);
        assertThat(admin.post(nginx.uri("/upload"), body).status()).isEqualTo(200);
        assertThat(theOneSeen().body()).isEqualTo(body);
        assertProblem(anonymous.post(nginx.uri("/upload"), body), 401, "unauthorized");
    }

    @Test
    void tenThousandRequestsAreAnsweredRightEachOfThem() throws Exception {
        Crowd crowd = new Crowd(nginx, anonymous);
        List<Issued> keys = List.of(key, admin.issue("one"), admin.issue("two"), admin.issue("three"));
        List<Integer> admitted =
                AtOnce.atOnce(CLIENTS, client -> crowd.come(REQUESTS / CLIENTS, keys, new Random(client)));
        List<Seen> seen = application.drain();
        assertThat(seen).hasSize(admitted.stream().mapToInt(Integer::intValue).sum());
        assertThat(seen).allSatisfy(request -> {
            assertThat(request.header("X-Chatelaine-Key-Id")).isEqualTo(request.header("X-Meant"));
            Crowd.assertHoldsNoKey(request);
        });
        String log = nginx.awaitLog(
                "logs/access.log",
                written -> written.lines().filter(Crowd::isInLog).count() >= REQUESTS);
        assertThat(log.lines().filter(Crowd::isInLog))
                .hasSize(REQUESTS)
                .noneMatch(line -> line.matches(".*(\" 5|=5)[0-9]{2}.*"));
    }

    private Seen theOneSeen() {
        List<Seen> all = application.drain();
        assertThat(all).hasSize(1).allSatisfy(Crowd::assertHoldsNoKey);
        return all.get(0);
    }

    private void assertIsTheKey(Seen seen) {
        assertThat(seen.header("X-Chatelaine-Account")).isEqualTo("default");
        assertThat(seen.header("X-Chatelaine-Account-Id")).startsWith("acc_");
        assertThat(seen.header("X-Chatelaine-Key-Id")).isEqualTo(key.id());
        assertThat(seen.header("X-Chatelaine-Key-Name")).isEqualTo("Zo%C3%AB%E2%80%99s%20100%25");
        assertThat(seen.header("X-Chatelaine-Environment")).isEqualTo("live");
        assertThat(seen.header("X-Chatelaine-Tier")).isEqualTo("free");
        assertThat(seen.header("X-Chatelaine-Scopes")).isEqualTo("orders:read");
        assertThat(seen.header("X-Request-Id")).startsWith("req_");
    }
}
