package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Issued;
import io.chatelaine.blackbox.Raw.Reply;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Malicious requests, byte by byte, with the numbers of the threat model. None changes anything: the list of the
 * account's keys is compared before and after each.
 */
abstract class Hostile {
    static final String MISSING = "Missing API key";
    static final String INVALID = "Invalid or inactive API key";

    final Server server = ServerSession.server();
    final Tenant tenant = new Tenant(server);
    final Api admin = tenant.client("admin");
    final Issued key = admin.issue("hostile", "keys:read");
    private String before = "";

    @BeforeEach
    void rememberKeys() {
        before = admin.keys();
    }

    @AfterEach
    void nothingHasChanged() {
        try {
            assertThat(admin.keys()).isEqualTo(before);
        } finally {
            tenant.close();
        }
    }

    void assertRefused(String header, String title) throws IOException {
        Reply reply = get("/v1/me", header);
        assertThat(reply.status()).as(header).isEqualTo(401);
        assertThat(reply.isProblem()).isTrue();
        assertThat(reply.body())
                .as(header)
                .contains("\"title\":\"" + title + '"')
                .doesNotContain(key.key());
    }

    Reply get(String path, String header) throws IOException {
        return request("GET " + path, header);
    }

    Reply request(String line, String header) throws IOException {
        return Raw.once(server, line + " HTTP/1.1\r\nHost: x\r\n" + header + "\r\nConnection: close\r\n\r\n");
    }
}
