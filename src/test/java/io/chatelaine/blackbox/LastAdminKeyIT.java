package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The last active admin key cannot lose its state, its scopes or its account: contract §6. */
@Isolated("Needs a server on which no other admin key is active")
@Tag("pair")
class LastAdminKeyIT {
    private final Server server = ServerSession.server();
    private final Api admin = Api.admin(server);
    private final String path =
            "/v1/api-keys/" + admin.get("/v1/me").data().path("id").asText();

    @Test
    void lastActiveAdminKeyCannotBeRevoked() {
        assertProblem(admin.delete(path), 409, "conflict");
        assertThat(admin.get("/v1/me").status()).isEqualTo(200);
    }

    @Test
    void lastActiveAdminKeyCannotBeDisabledOrNarrowed() {
        for (String body : List.of(
                "{\"enabled\":false}",
                "{\"scopes\":[\"keys:read\"]}",
                "{\"expires_at\":\"2099-01-01T00:00:00Z\"}",
                "{\"name\":\"x\",\"enabled\":false}")) {
            assertProblem(admin.patch(path, body), 409, "conflict");
        }
        assertThat(admin.get("/v1/me").data().path("name").asText()).isEqualTo("First admin key");
    }

    @Test
    void lastActiveAdminKeyCannotBeRestricted() {
        assertProblem(admin.patch(path, "{\"restrictions\":{\"ips\":[\"127.0.0.1\"]}}"), 409, "conflict");
    }

    @Test
    void accountWithTheLastAdminKeyCannotBeSuspended() {
        assertProblem(admin.patch("/v1/accounts/default", "{\"enabled\":false}"), 409, "conflict");
        assertThat(admin.get("/v1/me").status()).isEqualTo(200);
    }
}
