package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import java.util.Locale;
import java.util.UUID;

/** An account of a test. Closing suspends it, so that its keys are refused and do not disturb other tests. */
final class Tenant implements AutoCloseable {
    /** Pattern of the slugs of accounts that tests create. */
    static final String SLUG = "t-[0-9a-f-]{36}";

    private final Server server;
    private final Api admin;
    private final String slug;
    private final String id;

    Tenant(Server server) {
        this.server = server;
        this.admin = Api.admin(server);
        this.slug = newSlug();
        Answer answer = admin.post(
                "/v1/accounts", "{\"slug\":\"" + slug + "\",\"name\":\"" + slug.toUpperCase(Locale.ROOT) + "\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        this.id = answer.data().path("id").asText();
    }

    static String newSlug() {
        return "t-" + UUID.randomUUID();
    }

    /** Returns the body of a request for a key with that name and those scopes. */
    static ObjectNode asked(String name, String... scopes) {
        ObjectNode body = Api.JSON.createObjectNode().put("name", name);
        for (String scope : scopes) {
            body.withArray("scopes").add(scope);
        }
        return body;
    }

    Issued issue(String name, String... scopes) {
        return issue(asked(name, scopes));
    }

    Issued issueTest(String name, String... scopes) {
        return issue(asked(name, scopes).put("environment", "test"));
    }

    Issued issue(ObjectNode body) {
        return admin.issueAt(path("/api-keys"), body);
    }

    /** Returns a client with a new live key of those scopes. */
    Api client(String... scopes) {
        return client(issue("client", scopes));
    }

    Api client(Issued key) {
        return Api.withKey(server, key.key());
    }

    String slug() {
        return slug;
    }

    String id() {
        return id;
    }

    /** @param rest of the path after the account's path */
    String path(String rest) {
        return "/v1/accounts/" + slug + rest;
    }

    static void suspend(Server server, String slug) {
        Answer answer = Api.admin(server).patch("/v1/accounts/" + slug, "{\"enabled\":false}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Override
    public void close() {
        suspend(server, slug);
    }
}
