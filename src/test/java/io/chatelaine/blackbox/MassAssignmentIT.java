package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request sets only the members of contract §6: "an unknown member is 422", and then nothing is changed. */
class MassAssignmentIT {
    private final Server server = ServerSession.server();
    private final Api admin = Api.admin(server);
    private final Tenant tenant = new Tenant(server);
    private final Issued caller = tenant.issue("caller", "keys:read", "keys:write");
    private final Api api = tenant.client(caller);

    @AfterEach
    void suspend() {
        tenant.close();
    }

    @Test
    void memberThatIsNotTheClientsToSetIs422AndNamed() {
        Issued key = tenant.issue("target");
        Rows before = Rows.read(server, tenant);
        for (String member : List.of(
                "id",
                "account",
                "account_id",
                "accountId",
                "hash",
                "key",
                "prefix",
                "hint",
                "status",
                "created_at",
                "created_by",
                "createdBy",
                "last_used",
                "revoked_at",
                "revokedAt",
                "expiresAt",
                "rotation_due",
                "replaces",
                "admin",
                "version",
                "__proto__")) {
            for (String value : List.of("\"x\"", "true", "null", "{}")) {
                String body = "{\"name\":\"y\",\"" + member + "\":" + value + '}';
                assertNamed(api.post("/v1/api-keys", body), member);
                assertNamed(api.patch("/v1/api-keys/" + key.id(), body), member);
                assertNamed(api.patch("/v1/api-keys/" + caller.id(), body), member);
                assertNamed(admin.patch(tenant.path("/api-keys/" + key.id()), body), member);
            }
        }
        for (String member : List.of("environment", "tier", "slug")) {
            assertNamed(api.patch("/v1/api-keys/" + key.id(), "{\"name\":\"y\",\"" + member + "\":\"test\"}"), member);
        }
        assertNamed(api.post("/v1/api-keys", "{\"name\":\"y\",\"enabled\":false}"), "enabled");
        for (String member : List.of("id", "slug", "created_at", "status", "scopes")) {
            assertNamed(admin.patch(tenant.path(""), "{\"name\":\"y\",\"" + member + "\":\"x\"}"), member);
        }
        before.assertUnchanged(server, tenant);
    }

    private static void assertNamed(Answer answer, String member) {
        assertProblem(answer, 422, "invalid");
        assertThat(answer.json().path("errors").path(0).path("field").asText()).isEqualTo(member);
    }
}
