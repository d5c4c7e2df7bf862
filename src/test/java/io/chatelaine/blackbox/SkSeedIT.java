package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.Clients.JSON;
import static io.chatelaine.blackbox.Clients.bearer;
import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatelaine.blackbox.Api.Issued;
import io.chatelaine.blackbox.Raw.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
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

/** The document of the {@code sk} keys (seed 003), sentence by sentence, on a server that was given its preset. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@Tag("own-server")
class SkSeedIT {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";

    /** The document's example. */
    private static final String EXAMPLE = "sk_live_abc123xyz789";

    /** A well-formed key with a valid checksum, never issued; in two parts, because scanners search for such keys. */
    private static final String UNKNOWN = "sk_" + "live_000000000000000000000000003CdOEy";

    private static final String TEST = "sk_" + "test_000000000000000000000000003p2esr";

    private final Server server = SeedServer.start("sk", Map.of());
    private final Clients client = new Clients(server, "api.example.com");
    private final Api admin = Api.withBearer(server, server.adminKey());
    private final Issued key = admin.issue("Production Key");

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    @Order(1)
    void keyBelongsToAnAccountAndIsShownOnce() throws IOException {
        // "Each API key is associated with your account"
        JsonNode me = client.curl("/v1/me", bearer(key.key())).json().path("data");
        assertThat(me.path("account").path("slug").asText()).isEqualTo("default");
        // "Give your key a descriptive name" and "Copy and securely store your API key"
        assertThat(me.path("name").asText()).isEqualTo("Production Key");
        assertThat(client.curl("/v1/api-keys/" + key.id(), bearer(key.key())).body())
                .doesNotContain(key.key());
    }

    @Test
    @Order(1)
    void keyIsDueForRotationAfterNinetyDays() throws IOException {
        // "Rotate API keys every 90 days"
        JsonNode me = client.curl("/v1/me", bearer(key.key())).json().path("data");
        Instant created = Instant.parse(me.path("created_at").asText());
        assertThat(me.path("rotation_due").asText())
                .isEqualTo(created.plus(Duration.ofDays(90)).toString());
    }

    @Test
    @Order(2)
    void keyManagesItsAccount() throws IOException {
        // "API keys provide full access to your account."
        Reply made = client.curlPost("/v1/api-keys", "{\"name\":\"made\"}", bearer(key.key()), JSON);
        assertThat(made.status()).isEqualTo(201);
        String path = made.header("Location");
        assertThat(client.curl("/v1/api-keys", bearer(key.key())).body())
                .contains(made.json().path("data").path("id").asText());
        assertThat(client.curl(path, bearer(key.key())).status()).isEqualTo(200);
        assertThat(client.curlDelete(path, bearer(key.key())).status()).isEqualTo(200);
    }

    @Test
    @Order(3)
    void curlOfTheDocumentIsLetInWithAKeyAndNotWithTheExample() throws IOException {
        // "Include your API key in the Authorization header of every request"
        Reply user = client.curl("/v1/users/usr_123", bearer(key.key()));
        assertThat(user.status()).isEqualTo(200);
        assertThat(user.json().path("id").asText()).isEqualTo("usr_123");
        assertThat(user.json().path("caller").path("key").asText()).isEqualTo(key.id());
        assertProblem(client.curl("/v1/users/usr_123", bearer(EXAMPLE)), 401, "unauthorized");
        assertProblem(client.curl("/v1/users/usr_123", bearer("YOUR_API_KEY")), 401, "unauthorized");
        Reply elsewhere = client.curl("/v1/users/usr_123", "X-API-Key: " + key.key());
        assertThat(elsewhere.lasting())
                .isEqualTo(client.curl("/v1/users/usr_123").lasting());
    }

    @Test
    @Order(4)
    void liveKeysHaveTheirPrefix() {
        // "Live Keys - Prefix: sk_live_"
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            keys.add(admin.issue("live " + i).key());
        }
        assertThat(keys).hasSize(20).allMatch(made -> made.matches("sk_live_[0-9A-Za-z]{32}"));
    }

    @Test
    @Order(5)
    void ofTestKeysNoChargesAreMadeAndNoDataIsPersisted() throws IOException {
        // "Test Keys - Prefix: sk_test_ - No charges are made - Data is not persisted"
        Issued test = testKey();
        assertThat(test.key()).matches("sk_test_[0-9A-Za-z]{32}");
        client.curl("/v1/charges", bearer(key.key()));
        Reply charged = client.curlPost("/v1/charges", "x", bearer(test.key()));
        assertThat(charged.status()).isEqualTo(200);
        assertThat(charged.json().path("charges").asInt()).isEqualTo(1);
        assertThat(charged.values("X-Chatelaine-Environment")).containsExactly("test");
        Reply live = client.curlPost("/v1/charges", "x", bearer(key.key()));
        assertThat(live.json().path("charges").asInt()).isEqualTo(1);
        assertThat(live.values("X-Chatelaine-Environment")).isEmpty();
        assertProblem(client.curl("/v1/users/usr_123", bearer(TEST)), 401, "unauthorized");
    }

    @Test
    @Order(5)
    void testKeyReadsTestKeysAndChangesNone() throws IOException {
        Issued test = testKey();
        for (String path : List.of("/v1/me", "/v1/users/usr_123", "/v1/api-keys/" + test.id())) {
            Reply read = client.curl(path, bearer(test.key()));
            assertThat(read.status()).isEqualTo(200);
            assertThat(read.values("X-Chatelaine-Environment")).containsExactly("test");
        }
        assertProblem(client.curl("/v1/api-keys/" + key.id(), bearer(test.key())), 404, "not_found");
        Reply list = client.curl("/v1/api-keys", bearer(test.key()));
        assertThat(list.body()).contains(test.id()).doesNotContain(key.id(), "sk_live_");
        String path = "/v1/api-keys/" + test.id();
        for (Reply refused : List.of(
                client.curlPost("/v1/api-keys", "{\"name\":\"x\"}", bearer(test.key()), JSON),
                client.curlPost(path + "/rotate", "{\"grace\":\"PT0S\"}", bearer(test.key()), JSON),
                client.curlX("PATCH", path, "{\"name\":\"x\"}", bearer(test.key()), JSON),
                client.curlDelete(path, bearer(test.key())))) {
            assertProblem(refused, 403, "forbidden");
            assertThat(refused.json().path("detail").asText()).contains("Use a live key");
            assertThat(refused.values("X-Chatelaine-Environment")).containsExactly("test");
        }
        // A live key can do all of that.
        Reply rotated = client.curlPost(path + "/rotate", "{\"grace\":\"PT0S\"}", bearer(key.key()), JSON);
        assertThat(rotated.status()).isEqualTo(201);
        String fresh = rotated.json().path("data").path("key").asText();
        assertThat(fresh).startsWith("sk_test_");
        assertThat(client.curl("/v1/me", bearer(fresh)).status()).isEqualTo(200);
        assertProblem(client.curl("/v1/me", bearer(test.key())), 401, "unauthorized");
    }

    private Issued testKey() {
        return admin.issue(Api.JSON.createObjectNode().put("name", "Test Key").put("environment", "test"));
    }

    @Test
    @Order(6)
    void compromisedKeyIsReplacedAndTheOthersAreLeft() throws IOException {
        // "Immediately rotate if a key is compromised" and "Use multiple keys for different services"
        Issued compromised = admin.issue("orders");
        Issued other = admin.issue("invoices");
        Issued fresh = admin.issue("orders");
        admin.delete("/v1/api-keys/" + compromised.id());
        assertProblem(client.curl("/v1/users/usr_123", bearer(compromised.key())), 401, "unauthorized");
        for (Issued good : List.of(other, fresh)) {
            assertThat(client.curl("/v1/users/usr_123", bearer(good.key())).status())
                    .isEqualTo(200);
        }
    }

    @Test
    @Order(7)
    void listHasEveryMemberOfTheDocument() throws IOException {
        // "GET /v1/api-keys Response"
        Reply list = client.curl("/v1/api-keys", bearer(key.key()));
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.header("Content-Type")).startsWith("application/json");
        assertThat(list.json().path("success").isBoolean()).isTrue();
        assertThat(list.json().path("success").booleanValue()).isTrue();
        assertThat(list.json().path("data").isArray()).isTrue();
        assertThat(list.json().path("data").size()).isGreaterThan(20);
        boolean listed = false;
        for (JsonNode entry : list.json().path("data")) {
            assertThat(entry.path("id").textValue()).matches("key_[0-9A-Za-z]{22}");
            assertThat(entry.path("name").isTextual()).isTrue();
            assertThat(entry.path("prefix").textValue()).isIn("sk_live_", "sk_test_");
            assertThat(entry.path("created_at").textValue()).matches(TIME);
            JsonNode lastUsed = entry.path("last_used");
            assertThat(lastUsed.isNull() || lastUsed.asText().matches(TIME)).isTrue();
            listed |= entry.path("id").textValue().equals(key.id())
                    && entry.path("name").textValue().equals("Production Key");
        }
        assertThat(listed).isTrue();
    }

    @Test
    @Order(8)
    void revokeHasEveryMemberOfTheDocument() throws IOException {
        // "DELETE /v1/api-keys/key_123 Response"
        Issued doomed = admin.issue("doomed");
        Reply revoked = client.curlDelete("/v1/api-keys/" + doomed.id(), bearer(key.key()));
        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.header("Content-Type")).startsWith("application/json");
        assertThat(revoked.json().path("success").isBoolean()).isTrue();
        assertThat(revoked.json().path("success").booleanValue()).isTrue();
        assertThat(revoked.json().path("message").textValue()).isEqualTo("API key revoked successfully");
        assertProblem(client.curl("/v1/users/usr_123", bearer(doomed.key())), 401, "unauthorized");
        assertThat(client.curl("/v1/api-keys", bearer(key.key())).body()).doesNotContain(doomed.id());
        // The document's id does not exist.
        assertProblem(client.curlDelete("/v1/api-keys/key_123", bearer(key.key())), 404, "not_found");
    }

    @Test
    @Order(9)
    void missingOrInvalidKeyIs401() throws IOException {
        // "401 Unauthorized - Problem: Missing or invalid API key"
        Reply missing = client.curl("/v1/users/usr_123");
        assertProblem(missing, 401, "unauthorized");
        assertThat(missing.values("WWW-Authenticate")).containsExactly("Bearer realm=\"chatelaine\"");
        // "Check for typos in the key" and "Ensure you're using the correct environment (test vs. live)"
        String typo = key.key().substring(0, 20)
                + (key.key().charAt(20) == 'a' ? 'b' : 'a')
                + key.key().substring(21);
        for (String bad : List.of(typo, key.key().replace("_live_", "_test_"), UNKNOWN)) {
            Reply invalid = client.curl("/v1/users/usr_123", bearer(bad));
            assertProblem(invalid, 401, "unauthorized");
            assertThat(invalid.values("WWW-Authenticate"))
                    .containsExactly("Bearer realm=\"chatelaine\", error=\"invalid_token\"");
        }
    }

    @Test
    @Order(10)
    void keyWithoutPermissionIs403WithTheWordsOfTheDocument() throws IOException {
        // "403 Forbidden - Problem: API key doesn't have permission for this resource"
        String none = bearer(
                admin.issue(Api.JSON.createObjectNode().put("name", "none").set("scopes", Api.JSON.createArrayNode()))
                        .key());
        String more = "{\"name\":\"more\",\"scopes\":[\"admin\"]}";
        for (Reply refused : List.of(
                client.curl("/v1/api-keys", none),
                client.curlDelete("/v1/api-keys/" + key.id(), none),
                client.curl("/v1/metrics", bearer(key.key())),
                client.curl("/metrics", bearer(key.key())),
                client.curlPost("/v1/api-keys", more, bearer(key.key()), JSON))) {
            assertProblem(refused, 403, "forbidden");
            assertThat(refused.json().path("title").asText())
                    .isEqualTo("API key doesn't have permission for this resource");
        }
        assertThat(client.curl("/v1/users/usr_123", none).status()).isEqualTo(200);
    }

    @Test
    @Order(11)
    void keyIsRestrictedByAddressReferrerAndEndpoint() throws IOException {
        // "Restrict API keys by: IP address, Referrer URL, Specific API endpoints"
        String pages = restricted("\"referrers\":[\"https://app.example.com/*\"]");
        String users = restricted("\"endpoints\":[\"GET /v1/users/*\"]");
        for (Reply refused : List.of(
                client.curl("/v1/users/usr_123", restricted("\"ips\":[\"203.0.113.0/24\"]")),
                client.curl("/v1/users/usr_123", pages),
                client.curl("/v1/api-keys", users))) {
            assertProblem(refused, 403, "forbidden");
            assertThat(refused.body()).contains("\"API key doesn't have permission for this resource\"");
        }
        Reply page = client.curl("/v1/users/usr_123", pages, "Referer: https://app.example.com/a");
        assertThat(page.status()).isEqualTo(200);
        assertThat(client.curl("/v1/users/usr_123", users).status()).isEqualTo(200);
    }

    private String restricted(String lists) {
        return bearer(admin.issue(RestrictedKeys.named("restricted", lists)).key());
    }

    @Test
    @Order(12)
    void logHoldsNoKey() {
        // "Keep Keys Secret"
        assertThat(server.log()).contains("A new admin key is in ");
        LogHoldsNoKeyIT.assertHoldsNoKey(server.log(), "the log");
    }
}
