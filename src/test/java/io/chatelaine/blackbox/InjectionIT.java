package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatelaine.blackbox.Api.Answer;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Special characters of SQL, LIKE, templates and spreadsheets are plain text: stored unchanged, or refused. */
class InjectionIT {
    private static final List<String> TEXTS = List.of(
            "'; DROP TABLE api_key; --",
            "' OR '1'='1",
            "\" OR \"\"=\"",
            "1; UPDATE account SET enabled = FALSE",
            "') UNION SELECT hash FROM api_key --",
            "%",
            "_",
            "\\",
            "\\'",
            "?1",
            ":account",
            "${x}",
            "#{x}",
            "{{x}}",
            "<script>alert(1)</script>",
            "=cmd()",
            "+1",
            "@SUM(A1)",
            "/*",
            "👩‍💻 𝒦 ü");

    private final Server server = ServerSession.server();
    private final Api admin = Api.admin(server);
    private final Tenant tenant = new Tenant(server);
    private final Tenant other = new Tenant(server);
    private final Api owner = tenant.client("keys:read", "keys:write");

    @AfterEach
    void suspend() {
        tenant.close();
        other.close();
    }

    @Test
    void nameOfAKeyIsKeptAsItIs() {
        String renamed = owner.issue("before").id();
        Rows rows = Rows.read(server, tenant, other);
        for (String text : TEXTS) {
            JsonNode made = owner.issue(text).answer().data();
            assertThat(made.path("name").asText()).isEqualTo(text);
            rows.put(made, tenant.slug());
            Answer answer =
                    owner.patch("/v1/api-keys/" + renamed, Tenant.asked(text).toString());
            assertThat(answer.data().path("name").asText()).as(answer.body()).isEqualTo(text);
            rows.put(answer.data(), tenant.slug());
        }
        rows.assertUnchanged(server, tenant, other);
    }

    @Test
    void nameOfAnAccountIsKeptAsItIs() {
        Rows rows = Rows.read(server, tenant, other);
        for (String text : TEXTS) {
            Answer answer = admin.patch(tenant.path(""), Tenant.asked(text).toString());
            assertThat(answer.data().path("name").asText()).as(answer.body()).isEqualTo(text);
            rows.put(answer.data(), "");
            rows.assertUnchanged(server, tenant, other);
        }
    }

    @Test
    void slugsThatAreNoneAreRefusedAndReachNoAccount() {
        Rows rows = Rows.read(server, tenant, other);
        List<String> slugs = new ArrayList<>(TEXTS);
        slugs.add(tenant.slug() + "' --");
        slugs.add(tenant.slug().substring(0, 10) + "%");
        slugs.add("_".repeat(tenant.slug().length()));
        for (String slug : slugs) {
            String body = Tenant.asked("x").put("slug", slug).toString();
            assertProblem(admin.post("/v1/accounts", body), 422, "invalid");
            if (slug.contains("/") || slug.contains("\\")) {
                // In a path, these characters are separators, or the connector refuses them.
                continue;
            }
            String path = "/v1/accounts/" + encoded(slug);
            for (String below : List.of("", "/api-keys")) {
                assertThat(admin.get(path + below).status()).as(path + below).isEqualTo(404);
            }
            assertThat(admin.patch(path, "{\"enabled\":false}").status())
                    .as(path)
                    .isEqualTo(404);
            assertThat(admin.post(path + "/api-keys", "{\"name\":\"x\"}").status())
                    .as(path)
                    .isEqualTo(404);
        }
        rows.assertUnchanged(server, tenant, other);
    }

    @Test
    void parametersOfAListAreNoPartOfItsQuery() {
        Rows rows = Rows.read(server, tenant, other);
        for (String text : TEXTS) {
            for (String name : List.of("status", "limit", "cursor")) {
                assertProblem(owner.get("/v1/api-keys?" + name + '=' + encoded(text)), 400, "bad_request");
                assertProblem(admin.get(tenant.path("/api-keys?" + name + '=' + encoded(text))), 400, "bad_request");
            }
            for (String name : List.of("limit", "cursor")) {
                assertProblem(admin.get("/v1/accounts?" + name + '=' + encoded(text)), 400, "bad_request");
            }
        }
        rows.assertUnchanged(server, tenant, other);
    }

    @Test
    void idempotencyKeysMatchThemselvesOnly() {
        Rows rows = Rows.read(server, tenant, other);
        for (String text :
                List.of("abc", "ABC", "a%", "a_c", "%", "___", "'OR'1'='1", "';DROP/**/TABLE/**/api_key;--", "\\")) {
            Answer answer = owner.send(
                    "POST",
                    "/v1/api-keys",
                    "{\"name\":\"x\"}",
                    "Content-Type",
                    "application/json",
                    "Idempotency-Key",
                    text);
            assertThat(answer.status()).as(text + answer.body()).isEqualTo(201);
            Api.KEYS_SEEN.add(answer.data().path("key").asText());
            rows.put(answer.data(), tenant.slug());
        }
        // All keys exist and none is void: each request was the first with its Idempotency-Key.
        rows.assertUnchanged(server, tenant, other);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
