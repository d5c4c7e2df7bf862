package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.Clients.JSON;
import static io.chatelaine.blackbox.Clients.bearer;
import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import io.chatelaine.blackbox.Raw.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/** The document of Elacity (seed 001), sentence by sentence, on a server that was given its preset. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@Tag("own-server")
class ElacitySeedIT {
    private static final String ENVIRONMENTS = "/api/environments/list";

    /** A well-formed key with a valid checksum that was never issued. */
    private static final String UNKNOWN = "elacity_live_0000000000000000000000000000002YECz4";

    private final Server server = ElacityClientsIT.server();
    private final Clients client = new Clients(server, "elacity.ai");
    private final Api admin = Api.admin(server);
    private final Map<String, Issued> keysOfOrganisations = new ConcurrentHashMap<>();

    @Test
    @Order(1)
    void keyIsScopedToASingleOrganisation() throws IOException {
        // "Each key is scoped to a single organization."
        Issued key = keyOf("your-org");
        JsonNode me = client.curl("/v1/me", xApiKey(key.key())).json().path("data");
        assertThat(me.path("account").path("slug").asText()).isEqualTo("your-org");
        // "give it a descriptive name (e.g. ci-deploy, production-agent)"
        assertThat(me.path("name").asText()).isEqualTo("ci-deploy");
    }

    @Test
    @Order(2)
    void keyIsShownOnce() {
        // "Copy the key immediately — it is only shown once"
        Issued key = admin.issue("production-agent");
        assertThat(key.key()).matches("elacity_live_[0-9A-Za-z]{36}");
        assertThat(key.answer().body()).containsOnlyOnce(key.key());
        assertThat(admin.get("/v1/api-keys/" + key.id()).body()).doesNotContain(key.key());
        assertThat(admin.get("/v1/api-keys").body()).contains(key.id()).doesNotContain(key.key());
    }

    @Test
    @Order(3)
    void bothCurlsOfTheDocumentAreLetIn() throws IOException {
        // "Send your API key on every authenticated request using either header below."
        Issued key = keyOf("your-org");
        for (String header : List.of(xApiKey(key.key()), bearer(key.key()))) {
            Reply list = client.curlPost(ENVIRONMENTS, "{\"orgSlug\": \"your-org\"}", header, JSON);
            assertThat(list.status()).as(list.body()).isEqualTo(200);
            assertThat(list.json().path("environments").isArray()).isTrue();
            assertThat(list.json().path("caller").path("account").asText()).isEqualTo("your-org");
            assertThat(list.json().path("caller").path("key").asText()).isEqualTo(key.id());
        }
    }

    @Test
    @Order(4)
    void openAiClientIsLetIn() throws IOException {
        // "SDKs (including OpenAI-compatible libraries) send credentials as a Bearer token by default"
        Issued key = keyOf("your-org");
        Reply list = client.openAiPost(ENVIRONMENTS, "{\n  \"orgSlug\": \"your-org\"\n}", key.key());
        assertThat(list.status()).as(list.body()).isEqualTo(200);
        assertThat(list.json().path("caller").path("key").asText()).isEqualTo(key.id());
    }

    @Test
    @Order(5)
    void sameKeyWorksAcrossTheEntireApi() throws IOException {
        // "The same key works across the entire API."
        String key = admin.issue("everywhere").key();
        for (String header : List.of(xApiKey(key), bearer(key))) {
            for (String path : List.of("/v1/sets", "/v1/users/usr_123", "/v1/me")) {
                assertThat(client.curl(path, header).status()).as(path).isEqualTo(200);
            }
            assertThat(list(header).status()).isEqualTo(200);
            assertThat(client.curlPost("/api/v1/storage/upload", "{}", header, JSON)
                            .status())
                    .isEqualTo(200);
        }
        assertThat(client.openAiPost(ENVIRONMENTS, "{\n  \"orgSlug\": \"default\"\n}", key)
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Order(6)
    void xApiKeyTakesPrecedence() throws IOException {
        // "If you send both headers on the same request, X-API-Key takes precedence."
        Issued one = admin.issue("one");
        Issued other = admin.issue("other");
        Reply bothGood = list(bearer(other.key()), xApiKey(one.key()));
        assertThat(bothGood.json().path("caller").path("key").asText()).isEqualTo(one.id());
        Reply bearerBad = list(xApiKey(one.key()), bearer(UNKNOWN));
        assertThat(bearerBad.json().path("caller").path("key").asText()).isEqualTo(one.id());
        assertProblem(list(xApiKey(UNKNOWN), bearer(other.key())), 401, "unauthorized");
        assertProblem(list(bearer("YOUR_API_KEY"), xApiKey("YOUR_API_KEY")), 401, "unauthorized");
    }

    @Test
    @Order(7)
    void missingOrInvalidKeyIs401() throws IOException {
        // "Missing or invalid keys return 401 Unauthorized."
        assertProblem(list(), 401, "unauthorized");
        for (String bad : List.of("YOUR_API_KEY", UNKNOWN, server.adminKey() + "0")) {
            assertProblem(list(xApiKey(bad)), 401, "unauthorized");
            assertProblem(list(bearer(bad)), 401, "unauthorized");
        }
        assertProblem(client.openAiPost(ENVIRONMENTS, "{}", "YOUR_API_KEY"), 401, "unauthorized");
    }

    @Test
    @Order(8)
    void activeKeysAreListedWithTheirNamesAndCreationDates() {
        // "View a list of all active keys with their names and creation dates"
        Issued active = admin.issue("nightly import");
        Issued revoked = admin.issue("forgotten");
        admin.delete("/v1/api-keys/" + revoked.id());
        Answer list = admin.get("/v1/api-keys");
        assertThat(list.body()).doesNotContain(revoked.id());
        JsonNode newest = list.data().path(0);
        assertThat(newest.path("id").asText()).isEqualTo(active.id());
        assertThat(newest.path("name").asText()).isEqualTo("nightly import");
        assertThat(newest.path("created_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    }

    @Test
    @Order(9)
    void revocationIsImmediateAndCannotBeUndone() throws IOException {
        // "Revoke a key you no longer need — revocation is immediate and cannot be undone"
        Issued key = admin.issue("no longer needed");
        assertThat(list(xApiKey(key.key())).status()).isEqualTo(200);
        Answer revoked = admin.delete("/v1/api-keys/" + key.id());
        Reply next = list(xApiKey(key.key()));
        assertThat(revoked.status()).isEqualTo(200);
        assertProblem(next, 401, "unauthorized");
        String all = xApiKey(server.adminKey());
        Reply undo = client.curlX("PATCH", "/v1/api-keys/" + key.id(), "{\"enabled\": true}", all, JSON);
        assertProblem(undo, 409, "conflict");
        assertThat(admin.delete("/v1/api-keys/" + key.id()).body()).isEqualTo(revoked.body());
        assertProblem(list(bearer(key.key())), 401, "unauthorized");
    }

    @Test
    @Order(10)
    void keyInheritsThePermissionsOfItsOrganisation() {
        // "Any key for an organization can access all registries, agents, and environments"
        JsonNode scopes = admin.issue("whole").answer().data().path("scopes");
        assertThat(scopes)
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("registries:use", "agents:run", "environments:read");
    }

    @Test
    @Order(11)
    void keyOpensNothingOfAnotherOrganisation() throws IOException {
        // "within that organization"
        Issued yours = keyOf("your-org");
        Issued others = keyOf("other-org");
        assertThat(listOf("other-org", xApiKey(others.key())).status()).isEqualTo(200);
        assertThat(listOf("other-org", xApiKey(yours.key())).status()).isEqualTo(404);
        assertThat(listOf("your-org", bearer(others.key())).status()).isEqualTo(404);
        // A key of another account is answered as if it did not exist, and stays unchanged.
        assertThat(admin.get("/v1/accounts/other-org/api-keys").body())
                .contains(others.id())
                .doesNotContain(yours.id());
        assertProblem(admin.get("/v1/accounts/other-org/api-keys/" + yours.id()), 404, "not_found");
        assertProblem(admin.delete("/v1/accounts/other-org/api-keys/" + yours.id()), 404, "not_found");
        assertProblem(admin.delete("/v1/api-keys/" + yours.id()), 404, "not_found");
        assertThat(listOf("your-org", xApiKey(yours.key())).status()).isEqualTo(200);
    }

    @Test
    @Order(12)
    void keyOfOneIntegrationIsRevokedWithoutDisruptingAnother() throws IOException {
        // "if a key is compromised you can revoke it without disrupting other systems"
        Issued compromised = admin.issue("ci");
        Issued other = admin.issue("agent");
        admin.delete("/v1/api-keys/" + compromised.id());
        assertProblem(list(xApiKey(compromised.key())), 401, "unauthorized");
        assertThat(list(xApiKey(other.key())).status()).isEqualTo(200);
    }

    @Test
    @Order(13)
    void logHoldsNoKey() {
        assertThat(server.log()).contains("A new admin key is in ");
        LogHoldsNoKeyIT.assertHoldsNoKey(server.log(), "the log");
    }

    /** Runs the document's curl for the organisation that exists from the start. */
    private Reply list(String... credentials) throws IOException {
        return listOf("default", credentials);
    }

    private Reply listOf(String organisation, String... credentials) throws IOException {
        String[] headers =
                Stream.concat(Stream.of(credentials), Stream.of(JSON)).toArray(String[]::new);
        return client.curlPost(ENVIRONMENTS, "{\"orgSlug\": \"" + organisation + "\"}", headers);
    }

    /** Returns a key of that organisation; the first call creates both. */
    private Issued keyOf(String slug) {
        return keysOfOrganisations.computeIfAbsent(slug, this::organisation);
    }

    private Issued organisation(String slug) {
        Answer account = admin.post("/v1/accounts", "{\"slug\":\"" + slug + "\",\"name\":\"An organisation\"}");
        assertThat(account.status()).as(account.body()).isEqualTo(201);
        assertThat(account.data().path("slug").asText()).isEqualTo(slug);
        return admin.issueAt(
                "/v1/accounts/" + slug + "/api-keys",
                Api.JSON.createObjectNode().put("name", "ci-deploy"));
    }

    private static String xApiKey(String key) {
        return "X-API-Key: " + key;
    }
}
