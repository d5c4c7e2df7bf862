package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The audit shows changes and refused requests with their reasons, and only to callers with the right to read them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("pair")
class AuditIT {
    /** A minute has 20 rows for a key and reason: two exist before the test, and a minute may end during it. */
    private static final int FEWEST_ROWS = 18;

    private final Server server = ServerSession.server();
    private final Api admin = Api.admin(server);
    private final Tenant tenant = new Tenant(server);
    private final Tenant other = new Tenant(server);
    private final Api auditor = tenant.client("audit:read");
    private final Api writer = tenant.client("keys:read", "keys:write");
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private Issued revoked;

    /** Makes all changes and refusals first, and waits only once for the audit. */
    @BeforeAll
    void makeHistory() throws IOException {
        revoked = tenant.issue("ci");
        assertThat(writer.delete("/v1/api-keys/" + revoked.id() + "?reason=leaked")
                        .status())
                .isEqualTo(200);
        ask(revoked, "revoked", "/v1/me");
        Issued disabled = tenant.issue("off");
        writer.patch("/v1/api-keys/" + disabled.id(), "{\"enabled\":false}");
        ask(disabled, "disabled", "/v1/me");
        Issued reader = tenant.issue("reader", "keys:read");
        ask(reader, "scope", "/v1/audit");
        ask(revoked, "path", "/v1/" + reader.key());
        ask(tenant.issue("mighty", "keys:write"), "beyond", "/v1/api-keys", "{\"name\":\"x\",\"scopes\":[\"admin\"]}");
        ask(other.issue("theirs"), "scope", "/v1/audit");
        askByGateway(reader);
        for (int i = 0; i < 30; i++) {
            ask(revoked, "many", "/v1/me");
        }
        await("many", FEWEST_ROWS);
    }

    @AfterAll
    void close() {
        tenant.close();
        other.close();
    }

    private void ask(Issued key, String requestId, String path, String... body) {
        String[] headers = {"X-Request-Id", run + requestId, "Content-Type", "application/json"};
        Api client = Api.withKey(server, key.key());
        Answer answer = body.length == 0 ? client.get(path, headers) : client.send("POST", path, body[0], headers);
        assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
    }

    private void askByGateway(Issued key) throws IOException {
        String head = String.join(
                "\r\n",
                "GET /v1/authorize?scope=storage:write HTTP/1.1",
                "Host: x",
                "Connection: close",
                "X-API-Key: " + key.key(),
                "X-Request-Id: " + run + "gateway",
                "X-Forwarded-For: 203.0.113.9",
                "X-Original-URI: /api/orders?page=1",
                "X-Original-Method: POST",
                "",
                "");
        assertThat(Raw.once(server.port(), Raw.PROXY, head).status()).isEqualTo(403);
    }

    private List<JsonNode> explained(Api by, String requestId) {
        Answer answer = by.get("/v1/audit?limit=100&request_id=" + run + requestId);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<JsonNode> entries = new ArrayList<>();
        answer.data().forEach(entries::add);
        return entries;
    }

    private JsonNode explanation(String requestId) {
        List<JsonNode> entries = explained(auditor, requestId);
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }

    private void await(String requestId, int rows) {
        Server.await(30, () -> explained(auditor, requestId).size() >= rows);
    }

    @Test
    void changeIsToldWithWhoWhatWhereAndWhy() {
        Answer answer = auditor.get("/v1/audit?object=" + revoked.id() + "&action=key.revoked");
        assertThat(answer.data()).hasSize(1);
        JsonNode entry = answer.data().get(0);
        assertThat(entry.path("account").asText()).isEqualTo(tenant.slug());
        assertThat(entry.path("actor").asText())
                .isEqualTo(writer.get("/v1/me").data().path("id").asText());
        assertThat(entry.path("outcome").asText()).isEqualTo("done");
        assertThat(entry.path("note").asText()).isEqualTo("leaked");
        assertThat(entry.path("address").asText()).isEqualTo("127.0.0.1");
        assertThat(entry.path("request_id").asText()).startsWith("req_");
        assertThat(entry.path("happened_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(entry.path("reason").isNull()).isTrue();
        assertThat(entry.path("count").asInt()).isEqualTo(1);
    }

    @Test
    void requestIdExplainsWhyARequestWasRefused() {
        JsonNode entry = explanation("revoked");
        String revokedAt = writer.get("/v1/api-keys/" + revoked.id())
                .data()
                .path("revoked_at")
                .asText();
        assertThat(entry.path("outcome").asText()).isEqualTo("refused");
        assertThat(entry.path("reason").asText()).isEqualTo("revoked");
        assertThat(entry.path("value").asText()).startsWith(revokedAt.substring(0, revokedAt.length() - 1));
        assertThat(entry.path("explanation").asText()).startsWith("The key was revoked at 20");
        assertThat(entry.path("object").asText()).isEqualTo(revoked.id());
        assertThat(entry.path("asked").asText()).isEqualTo("GET /v1/me");
        assertThat(entry.path("address").asText()).isEqualTo("127.0.0.1");
        assertThat(explanation("disabled").path("reason").asText()).isEqualTo("disabled");
        assertThat(explanation("scope").path("value").asText()).isEqualTo("audit:read");
        assertThat(explanation("beyond").path("value").asText()).isEqualTo("admin");
    }

    @Test
    void requestThatAGatewayAskedAboutIsToldAsTheClientSentIt() {
        JsonNode entry = explanation("gateway");
        assertThat(entry.path("reason").asText()).isEqualTo("insufficient_scope");
        assertThat(entry.path("value").asText()).isEqualTo("storage:write");
        assertThat(entry.path("asked").asText()).isEqualTo("POST /api/orders");
        assertThat(entry.path("address").asText()).isEqualTo("203.0.113.9");
    }

    @Test
    void sameRequestIdOfAnotherAccountIsItsOwn() {
        assertThat(explained(auditor, "scope")).hasSize(1);
        assertThat(explained(other.client("audit:read"), "scope")).hasSize(1);
        assertThat(explained(admin, "scope")).hasSize(2);
        assertThat(explained(other.client("audit:read"), "revoked")).isEmpty();
        assertThat(auditor.get("/v1/audit?limit=100").body()).doesNotContain(other.id(), other.slug());
    }

    @Test
    void ofManyRefusalsTheFirstAreRows() {
        assertThat(explained(auditor, "many")).hasSizeBetween(FEWEST_ROWS, 29);
    }

    @Test
    void keyInAPathIsLeftOut() {
        assertThat(explanation("path").path("asked").asText()).isEqualTo("(left out: it may hold a key)");
    }

    @Test
    void adminSeesAllAccountsOrOne() {
        Answer one = admin.get("/v1/audit?limit=100&account=" + other.slug());
        assertThat(one.data())
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.path("account").asText()).isEqualTo(other.slug()));
        assertProblem(auditor.get("/v1/audit?account=" + other.slug()), 403, "forbidden");
        assertProblem(auditor.get("/v1/audit?account=" + tenant.slug()), 403, "forbidden");
        assertProblem(admin.get("/v1/audit?account=nobody"), 404, "not_found");
    }

    @Test
    void testKeySeesWhatTestKeysDidAndNoMore() {
        Issued test = tenant.issueTest("tester", "audit:read");
        Answer seen = tenant.client(test).get("/v1/audit?limit=100");
        assertThat(seen.data()).hasSize(1);
        assertThat(seen.data().get(0).path("object").asText()).isEqualTo(test.id());
    }

    @Test
    void listGoesOnWhereAPageEnded() {
        List<String> whole = ids("/v1/audit?limit=100", auditor);
        List<String> pages = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < 100 && pages.size() < 10; page++) {
            Answer answer = auditor.get("/v1/audit?limit=3" + cursor);
            answer.data().forEach(entry -> pages.add(entry.path("id").asText()));
            cursor = "&cursor=" + answer.json().path("next_cursor").asText();
        }
        assertThat(whole.containsAll(pages.subList(0, 9))).isTrue();
        assertThat(pages).doesNotHaveDuplicates();
        String theirs = ids("/v1/audit?limit=1", other.client("audit:read")).get(0);
        for (String wrong : List.of("x", theirs, pages.get(0) + "a", "%20", "a%27b", "%C3%BC", "x".repeat(65))) {
            assertProblem(auditor.get("/v1/audit?cursor=" + wrong), 400, "bad_request");
        }
        for (String wrong : List.of("request_id=a%20b", "object=%C3%BC", "action=", "limit=0", "object=a&object=b")) {
            assertProblem(auditor.get("/v1/audit?" + wrong), 400, "bad_request");
        }
    }

    private static List<String> ids(String path, Api by) {
        List<String> ids = new ArrayList<>();
        by.get(path).data().forEach(entry -> ids.add(entry.path("id").asText()));
        return ids;
    }
}
