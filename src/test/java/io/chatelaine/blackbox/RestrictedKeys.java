package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chatelaine.blackbox.Api.Issued;
import io.chatelaine.blackbox.Raw.Reply;
import java.io.IOException;

/** Restricted keys of a tenant, and requests with them from different addresses. */
final class RestrictedKeys implements AutoCloseable {
    private final Server server;
    private final Tenant tenant;

    RestrictedKeys(Server server) {
        this.server = server;
        this.tenant = new Tenant(server);
    }

    /**
     * Returns the body of a request for a restricted key.
     *
     * @param lists of the member {@code restrictions}, without its braces
     */
    static ObjectNode named(String name, String lists, String... scopes) {
        try {
            ObjectNode body = Tenant.asked(name, scopes);
            body.set("restrictions", Api.JSON.readTree('{' + lists + '}'));
            return body;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(lists, e);
        }
    }

    Tenant tenant() {
        return tenant;
    }

    Issued issue(String lists, String... scopes) {
        Issued issued = tenant.issue(named("restricted", lists, scopes));
        assertThat(issued.answer().data().path("restrictions").toString()).contains(lists);
        return issued;
    }

    Reply send(String from, String line, Issued key, String... headers) throws IOException {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return Raw.once(
                server.port(),
                from,
                line + " HTTP/1.1\r\nHost: x\r\nX-API-Key: " + key.key() + "\r\nConnection: close\r\n" + more + "\r\n");
    }

    Reply door(Issued key, String... headers) throws IOException {
        return send("127.0.0.1", "GET /v1/me", key, headers);
    }

    /** Sends a request from the trusted address. */
    Reply proxied(Issued key, String... headers) throws IOException {
        return send(Raw.PROXY, "GET /v1/me", key, headers);
    }

    /** Sends a gateway's authorization request. */
    Reply asked(String uri, String method, Issued key, String... headers) throws IOException {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "X-Original-URI: " + uri;
        all[1] = "X-Original-Method: " + method;
        return send(Raw.PROXY, "GET /v1/authorize", key, all);
    }

    static void assertRestricted(Reply no, String kind) throws IOException {
        assertProblem(no, 403, "forbidden");
        assertThat(no.json().path("type").asText()).isEqualTo("/problems/restricted");
        assertThat(no.json().path("detail").asText()).isEqualTo("The key may not be used " + kind + ".");
        assertThat(no.values("WWW-Authenticate")).isEmpty();
        assertThat(no.headers()).noneMatch(header -> header.startsWith("X-Chatelaine-"));
    }

    @Override
    public void close() {
        tenant.close();
    }
}
