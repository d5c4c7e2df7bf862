package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.Clients.FORM;
import static io.chatelaine.blackbox.Clients.JSON;
import static io.chatelaine.blackbox.Clients.bearer;
import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import io.chatelaine.blackbox.Raw.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/** The document of Elestrals (seed 000), sentence by sentence, on a server that was given its preset. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@Tag("own-server")
class ElestralsSeedIT {
    /** A well-formed key with a valid checksum that was never issued. */
    private static final String UNKNOWN = "elestrals_live_000000000000000000000000004WuIM2";

    private static final String TEST = "elestrals_test_000000000000000000000000002VyW6R";

    private final Server server = SeedServer.start("elestrals", Map.of());
    private final Clients client = new Clients(server, "api.elestrals.com");
    private final Api admin = Api.withBearer(server, server.adminKey());
    private final Issued key = admin.issue("local-dev");

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    @Order(1)
    void everyEndpointButHealthNeedsAKey() throws IOException {
        // "Every endpoint except /v1/health requires an API key."
        assertThat(client.curl("/v1/health").status()).isEqualTo(200);
        for (String path : List.of("/v1/sets", "/v1/me", "/v1/api-keys", "/v1/nothing", "/api/nothing", "/")) {
            assertProblem(client.curl(path), 401, "unauthorized");
        }
    }

    @Test
    @Order(2)
    void keyIsScopedToAnAccountAndATier() throws IOException {
        // "Keys are scoped to a developer account and to a tier (Free or Partner)."
        JsonNode me = client.curl("/v1/me", bearer(key.key())).json().path("data");
        assertThat(me.path("account").path("slug").asText()).isEqualTo("default");
        assertThat(me.path("tier").asText()).isEqualTo("free");
        Issued partner = afterReview();
        Reply sets = client.curl("/v1/sets", bearer(partner.key()));
        assertThat(sets.json().path("caller").path("tier").asText()).isEqualTo("partner");
        assertProblem(admin.post("/v1/api-keys", "{\"name\":\"x\",\"tier\":\"gold\"}"), 422, "invalid");
    }

    /**
     * "Partner keys are gated by review. Submit an application from the dashboard with your use case and expected
     * volume".
     */
    private Issued afterReview() throws IOException {
        String asked = "{\"name\":\"a partner's\",\"tier\":\"partner\"}";
        assertProblem(admin.post("/v1/api-keys", asked), 403, "forbidden");
        Answer applied = admin.post(
                "/v1/partner-applications",
                "{\"use_case\":\"a deck builder\",\"expected_volume\":\"1 000 000 a month\"}");
        assertThat(applied.status()).isEqualTo(201);
        assertProblem(admin.post("/v1/api-keys", asked), 403, "forbidden");
        assertThat(admin.post(applied.header("Location") + "/approve", "").status())
                .isEqualTo(200);
        return admin.issue(Api.JSON.readTree(asked));
    }

    @Test
    @Order(3)
    void tiersHaveLimitsAndTheFirstAdministratorsKeyHasNone() throws IOException {
        Reply sets = client.curl("/v1/sets", bearer(key.key()));
        assertThat(sets.header("RateLimit-Policy")).isEqualTo("\"rate\";q=600;w=60, \"quota\";q=50000;w=86400");
        assertThat(sets.header("RateLimit")).matches("\"rate\";r=5[0-9]{2};t=[0-9]+, \"quota\";r=49[0-9]{3};t=[0-9]+");
        assertThat(client.curl("/v1/me", bearer(server.adminKey())).values("RateLimit"))
                .isEmpty();
    }

    @Test
    @Order(3)
    void curlOfTheDocumentIsLetIn() throws IOException {
        // "Pass your key as a Bearer token."
        Reply sets = client.curl("/v1/sets", bearer(key.key()));
        assertThat(sets.status()).isEqualTo(200);
        assertThat(sets.header("Content-Type")).startsWith("application/json");
        assertThat(sets.json().path("sets").isArray()).isTrue();
        // "Every key represents an application, not a person."
        assertThat(sets.json().path("caller").path("key").asText()).isEqualTo(key.id());
        // If the shell has no $ELESTRALS_KEY, curl sends the scheme alone.
        Reply unset = client.curl("/v1/sets", bearer(""));
        assertThat(unset.lasting()).isEqualTo(client.curl("/v1/sets").lasting());
    }

    @Test
    @Order(4)
    void thereIsNoOtherTransport() throws IOException {
        // "There is no other supported transport": a key in any other place is ignored.
        String missing = client.curl("/v1/sets").lasting();
        assertThat(missing).startsWith("401 ").contains("\"title\":\"Missing API key\"");
        String basic = Base64.getEncoder().encodeToString((key.key() + ":").getBytes(StandardCharsets.US_ASCII));
        for (String header : List.of(
                "X-API-Key: " + key.key(),
                "Api-Key: " + key.key(),
                "Cookie: api_key=" + key.key(),
                "Authorization: " + key.key(),
                "Authorization: ApiKey " + key.key(),
                "Authorization: Basic " + basic)) {
            assertThat(client.curl("/v1/sets", header).lasting()).as(header).isEqualTo(missing);
        }
        Reply form = client.curlPost("/v1/sets", "api_key=" + key.key(), FORM);
        assertThat(form.lasting()).isEqualTo(missing);
        Reply both = client.curl("/v1/sets", "X-API-Key: wrong", bearer(key.key()));
        assertThat(both.status()).isEqualTo(200);
    }

    @Test
    @Order(5)
    void keyInTheQueryIs400AndNobodyLearnsWhetherItIsGood() throws IOException {
        // "keys in query strings are rejected with a 400"
        Reply refused = client.curl("/v1/sets?api_key=" + key.key());
        assertProblem(refused, 400, "bad_request");
        for (String query : List.of("api_key=" + UNKNOWN, "api_key=no-key", "key=" + key.key(), "q=" + UNKNOWN)) {
            assertThat(client.curl("/v1/sets?" + query).lasting()).as(query).isEqualTo(refused.lasting());
            Reply besides = client.curl("/v1/sets?" + query, bearer(key.key()));
            assertThat(besides.lasting()).as(query).isEqualTo(refused.lasting());
        }
        assertThat(refused.lasting()).doesNotContain("elestrals_");
    }

    @Test
    @Order(6)
    void productionKeysLookLikeTheExample() throws IOException {
        // "Production keys look like this: elestrals_live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            keys.add(admin.issue("look " + i).key());
        }
        assertThat(keys).hasSize(20).allMatch(made -> made.matches("elestrals_live_[0-9A-Za-z]{32}"));
        assertProblem(client.curl("/v1/sets", bearer("elestrals_live_" + "x".repeat(32))), 401, "unauthorized");
    }

    @Test
    @Order(7)
    void testKeysDoNotAuthenticate() throws IOException {
        // "Any key starting with elestrals_test_ … won’t authenticate against the production API today."
        for (String test : List.of(TEST, key.key().replace("_live_", "_test_"), "elestrals_test_")) {
            assertProblem(client.curl("/v1/sets", bearer(test)), 401, "unauthorized");
        }
        assertProblem(admin.post("/v1/api-keys", "{\"name\":\"x\",\"environment\":\"test\"}"), 422, "invalid");
    }

    @Test
    @Order(8)
    void failuresAreThoseOfTheTable() throws IOException {
        Issued revoked = admin.issue("revoked");
        admin.delete("/v1/api-keys/" + revoked.id());
        // "401 unauthorized: Missing, malformed, revoked, or unknown key."
        assertProblem(client.curl("/v1/sets"), 401, "unauthorized");
        for (String bad : List.of(key.key().substring(1), key.key() + "x", revoked.key(), UNKNOWN)) {
            assertProblem(client.curl("/v1/sets", bearer(bad)), 401, "unauthorized");
        }
        // "400 bad_request: Key was passed as a query parameter."
        assertProblem(client.curl("/v1/sets?api_key=" + key.key()), 400, "bad_request");
    }

    @Test
    @Order(9)
    void errorBodyAlwaysIncludesARequestId() throws IOException {
        // "The error body always includes a request_id you can quote in support requests."
        String all = bearer(server.adminKey());
        assertProblem(client.curl("/v1/sets?access_token=x", all), 400, "bad_request");
        assertProblem(client.curlPost("/v1/api-keys", "{", all, JSON), 400, "bad_request");
        assertProblem(client.curl("/v1/sets"), 401, "unauthorized");
        assertProblem(client.curl("/v1/api-keys", bearer(key.key())), 403, "forbidden");
        assertProblem(client.curl("/v1/nothing", all), 404, "not_found");
        assertProblem(client.curlDelete("/v1/me", all), 405, "method_not_allowed");
        assertProblem(client.curlPost("/v1/api-keys", "name=x", all, FORM), 415, "unsupported_media_type");
        assertProblem(client.curlPost("/v1/api-keys", "{}", all, JSON), 422, "invalid");
    }

    @Test
    @Order(10)
    void keyIsLabelledAndShownOnceAtCreation() throws IOException {
        // "click Create key, label it (e.g. local-dev or production), and copy the raw key shown once at creation"
        assertThat(key.answer().data().path("name").asText()).isEqualTo("local-dev");
        String all = bearer(server.adminKey());
        for (String path : List.of("/v1/api-keys?status=all&limit=100", "/v1/api-keys/" + key.id())) {
            Reply read = client.curl(path, all);
            assertThat(read.body()).contains(key.id()).doesNotContain(secret(key.key()));
        }
        assertThat(client.curl("/v1/me", bearer(key.key())).body()).doesNotContain(secret(key.key()));
    }

    @Test
    @Order(11)
    void onlyAHashAndAPrefixOfFourCharactersAreStored() throws IOException, NoSuchAlgorithmException {
        // "The portal stores only a SHA-256 hash and a 4-character prefix for UI display."
        String hint = key.answer().data().path("hint").asText();
        assertThat(hint).hasSize(4);
        assertThat(key.key()).startsWith("elestrals_live_" + hint);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.key().getBytes(StandardCharsets.US_ASCII));
        byte[] database = Files.readAllBytes(server.data().resolve("keys.mv.db"));
        String bytes = new String(database, StandardCharsets.ISO_8859_1);
        assertThat(bytes.contains(new String(hash, StandardCharsets.ISO_8859_1)))
                .isTrue();
        LogHoldsNoKeyIT.assertHoldsNoKey(bytes, "the database");
    }

    @Test
    @Order(12)
    void rotationIsAsRecommended() throws IOException {
        // "Keys don’t expire on a schedule."
        assertThat(key.answer().data().path("expires_at").isNull()).isTrue();
        // "Create a new key with a clear label (e.g. production-2026-04)."
        Issued fresh = admin.issue("production-2026-04");
        // "Keep the old one valid during the rollout so you have a rollback path."
        assertThat(client.curl("/v1/sets", bearer(key.key())).status()).isEqualTo(200);
        assertThat(client.curl("/v1/sets", bearer(fresh.key())).status()).isEqualTo(200);
        // "revoke the old key. Revocation is immediate."
        Answer revoked = admin.delete("/v1/api-keys/" + key.id());
        Reply next = client.curl("/v1/sets", bearer(key.key()));
        assertThat(revoked.status()).isEqualTo(200);
        assertThat(client.curl("/v1/sets", bearer(fresh.key())).status()).isEqualTo(200);
        // "A revoked key fails with unauthorized on the next request, the same code as an unknown key."
        assertProblem(next, 401, "unauthorized");
        assertThat(next.lasting())
                .isEqualTo(client.curl("/v1/sets", bearer(UNKNOWN)).lasting());
        // "shows the revocation timestamp so you can confirm it took effect"
        JsonNode shown = admin.get("/v1/api-keys/" + key.id()).data();
        assertThat(shown.path("status").asText()).isEqualTo("revoked");
        assertThat(shown.path("revoked_at")).isEqualTo(revoked.data().path("revoked_at"));
    }

    @Test
    @Order(13)
    void keysCannotEndUpInServerLogs() {
        // "so they can’t end up in server logs"
        assertThat(server.log()).contains("A new admin key is in ");
        LogHoldsNoKeyIT.assertHoldsNoKey(server.log(), "the log");
    }

    private static String secret(String key) {
        return key.substring("elestrals_live_".length() + 4);
    }
}
