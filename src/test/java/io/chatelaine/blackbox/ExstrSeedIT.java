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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/** The document of EDS (seed 002, {@code exstr}), sentence by sentence, on a server that was given its preset. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@Tag("own-server")
class ExstrSeedIT {
    private static final String UPLOAD = "/api/v1/storage/upload";
    private static final String CURL_BODY =
            "{\"filename\": \"test.txt\", \"mimeType\": \"text/plain\", \"size\": 1024}";
    private static final String PYTHON_BODY =
            "{\"filename\": \"data.csv\", \"mimeType\": \"text/csv\", \"size\": 2048}";
    private static final String FETCH_BODY =
            "{\"filename\":\"data.json\",\"mimeType\":\"application/json\",\"size\":4096}";

    /** The document's example; some of its characters are not hex digits. */
    private static final String EXAMPLE = "exstr_live_a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6";

    private static final String UNKNOWN = "exstr_live_00000000000000000000000000000000";

    private final Server server = ExstrClientsIT.server();
    private final Clients client = new Clients(server, "your-domain.com");
    private final Api admin = Api.withKey(server, server.adminKey());
    private final Issued key = admin.issue("Python Backup Script");

    @Test
    @Order(1)
    void allEndpointsNeedAKey() throws IOException {
        // "All external API endpoints require authentication via API keys."
        assertMissing(client.curlPost(UPLOAD, CURL_BODY, JSON));
        for (String path : List.of("/api/v1/storage/upload", "/api/v1/nothing", "/v1/api-keys", "/v1/me", "/api")) {
            assertMissing(client.curl(path));
        }
    }

    @Test
    @Order(2)
    void keyHasADescriptiveNameAndIsDisplayedOnce() {
        // "Enter a descriptive name (e.g., "Python Backup Script")"
        assertThat(key.answer().data().path("name").asText()).isEqualTo("Python Backup Script");
        // "The full API key is only shown once at creation time."
        assertThat(key.answer().body()).containsOnlyOnce(key.key());
        assertThat(admin.get("/v1/api-keys/" + key.id()).body()).doesNotContain(key.key());
        assertThat(admin.get("/v1/api-keys").body()).contains(key.id()).doesNotContain(key.key());
    }

    @Test
    @Order(3)
    void keysHave32RandomHexCharacters() throws IOException {
        // "exstr_live_[32 random hex characters]"
        Set<String> keys = new HashSet<>(Set.of(key.key(), server.adminKey()));
        for (int i = 0; i < 20; i++) {
            keys.add(admin.issue("format " + i).key());
        }
        assertThat(keys).hasSize(22).allMatch(made -> made.matches("exstr_live_[0-9a-f]{32}"));
        assertInvalid(client.curlPost(UPLOAD, CURL_BODY, xApiKey(EXAMPLE), JSON));
    }

    @Test
    @Order(4)
    void keyTravelsInItsHeaderForAllRequests() throws IOException {
        // "Include the API key in the x-api-key HTTP header for all requests"
        for (String name : List.of("x-api-key", "X-API-Key", "X-Api-Key")) {
            assertThat(client.curl("/v1/me", name + ": " + key.key()).status()).isEqualTo(200);
        }
        assertMissing(client.curl("/v1/me", bearer(key.key())));
        Reply both = client.curl("/v1/me", bearer(UNKNOWN), xApiKey(key.key()));
        assertThat(both.status()).isEqualTo(200);
    }

    @Test
    @Order(5)
    void curlExampleIsLetIn() throws IOException {
        assertTaken(client.curlPost(UPLOAD, CURL_BODY, xApiKey(key.key()), JSON), "test.txt", "text/plain", 1024);
        assertInvalid(client.curlPost(UPLOAD, CURL_BODY, xApiKey("exstr_live_..."), JSON));
    }

    @Test
    @Order(6)
    void pythonExampleIsLetIn() throws IOException {
        assertTaken(client.pythonPost(UPLOAD, PYTHON_BODY, xApiKey(key.key()), JSON), "data.csv", "text/csv", 2048);
        // If os.environ.get returns None, requests omits the header.
        assertMissing(client.pythonPost(UPLOAD, PYTHON_BODY, JSON));
    }

    @Test
    @Order(7)
    void javaScriptExampleIsLetIn() throws IOException {
        Reply taken = client.fetchPost(UPLOAD, FETCH_BODY, xApiKey(key.key()), JSON);
        assertTaken(taken, "data.json", "application/json", 4096);
        // If process.env has no value, fetch sends the word "undefined".
        assertInvalid(client.fetchPost(UPLOAD, FETCH_BODY, xApiKey("undefined"), JSON));
    }

    @Test
    @Order(8)
    void errorsHaveTheWordsOfTheTable() throws IOException {
        // "401 Missing API key: The x-api-key header is not present"
        Reply missing = client.curlPost(UPLOAD, CURL_BODY, JSON);
        assertMissing(missing);
        assertThat(missing.json().path("detail").asText()).isEqualTo("Send your key in x-api-key.");
        assertThat(missing.values("WWW-Authenticate"))
                .containsExactly("ApiKey realm=\"chatelaine\", header=\"x-api-key\"");
        // "401 Invalid or inactive API key: The key doesn't exist or has been deactivated"
        Issued deactivated = admin.issue("deactivated");
        admin.delete("/v1/api-keys/" + deactivated.id());
        Reply unknown = client.curlPost(UPLOAD, CURL_BODY, xApiKey(UNKNOWN), JSON);
        assertInvalid(unknown);
        assertThat(client.curlPost(UPLOAD, CURL_BODY, xApiKey(deactivated.key()), JSON)
                        .lasting())
                .isEqualTo(unknown.lasting());
    }

    @Test
    @Order(9)
    void keysAreRotatedByHand() throws IOException {
        // "Rotate keys regularly - Generate new keys and revoke old ones"
        Issued old = admin.issue("Nightly Sync");
        Issued fresh = admin.issue("Nightly Sync");
        for (Issued both : List.of(old, fresh)) {
            assertThat(client.curl("/v1/me", xApiKey(both.key())).status()).isEqualTo(200);
        }
        // "Revoke immediately"
        Answer revoked = admin.delete("/v1/api-keys/" + old.id());
        assertInvalid(client.curl("/v1/me", xApiKey(old.key())));
        assertThat(revoked.status()).isEqualTo(200);
        assertThat(client.curl("/v1/me", xApiKey(fresh.key())).status()).isEqualTo(200);
    }

    @Test
    @Order(10)
    void lastUseIsToldUnderTheNameOfTheDocumentToo() throws IOException {
        // "Check lastUsedAt to detect unused or compromised keys"
        String all = xApiKey(server.adminKey());
        JsonNode list = client.curl("/v1/api-keys?limit=100", all).json().path("data");
        assertThat(list.size()).isGreaterThan(20);
        for (JsonNode shown : list) {
            assertLastUse(shown);
        }
        assertLastUse(client.curl("/v1/api-keys/" + key.id(), all).json().path("data"));
        assertLastUse(client.curl("/v1/me", xApiKey(key.key())).json().path("data"));
        assertLastUse(key.answer().data());
    }

    @Test
    @Order(11)
    void logHoldsNoKey() {
        // "Store it securely."
        assertThat(server.log()).contains("A new admin key is in ");
        LogHoldsNoKeyIT.assertHoldsNoKey(server.log(), "the log");
    }

    private void assertTaken(Reply reply, String name, String type, int size) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).startsWith("application/json");
        assertThat(reply.json().path("filename").asText()).isEqualTo(name);
        assertThat(reply.json().path("mimeType").asText()).isEqualTo(type);
        assertThat(reply.json().path("size").asInt()).isEqualTo(size);
        assertThat(reply.json().path("caller").path("key").asText()).isEqualTo(key.id());
    }

    private static void assertMissing(Reply reply) {
        assertUnauthorized(reply, "Missing API key");
    }

    private static void assertInvalid(Reply reply) {
        assertUnauthorized(reply, "Invalid or inactive API key");
    }

    private static void assertUnauthorized(Reply reply, String error) {
        assertProblem(reply, 401, "unauthorized");
        assertThat(reply.json().path("title").textValue()).isEqualTo(error);
        assertThat(reply.json().path("error").textValue()).isEqualTo(error);
    }

    private static void assertLastUse(JsonNode key) {
        assertThat(key.has("lastUsedAt")).isTrue();
        assertThat(key.path("lastUsedAt")).isEqualTo(key.path("last_used"));
    }

    private static String xApiKey(String key) {
        return "x-api-key: " + key;
    }
}
