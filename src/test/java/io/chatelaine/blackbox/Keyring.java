package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** A tenant of the table of {@link TenantsIT}: a calling key of each {@link Role}, and a key of each {@link Victim}. */
final class Keyring {
    private final Api admin;
    private final Tenant tenant;
    private final Map<Role, Issued> callers = new EnumMap<>(Role.class);
    private final Map<Victim, Issued> victims = new EnumMap<>(Victim.class);

    Keyring(Server server, Tenant tenant) {
        this.admin = Api.admin(server);
        this.tenant = tenant;
        for (Role role : Role.values()) {
            ObjectNode body = Tenant.asked(name(role), role.scopes().toArray(String[]::new));
            callers.put(role, tenant.issue(body.put("environment", role.isTest() ? "test" : "live")));
        }
        for (Victim victim : Victim.values()) {
            if (victim != Victim.CALLER) {
                victims.put(victim, make(victim));
            }
        }
    }

    private Issued make(Victim victim) {
        ObjectNode body = Tenant.asked(name(victim), victim.scopes(Role.NOTHING).toArray(String[]::new));
        return switch (victim) {
            case TEST -> tenant.issue(body.put("environment", "test"));
            case EXPIRING ->
                tenant.issue(body.put(
                        "expires_at",
                        Clock.systemUTC().instant().plus(Duration.ofHours(1)).toString()));
            case DISABLED -> {
                Issued issued = tenant.issue(body);
                change("/api-keys/" + issued.id(), "{\"enabled\":false}");
                yield issued;
            }
            case REVOKED -> {
                Issued issued = tenant.issue(body);
                assertThat(admin.delete(path(issued.id())).status()).isEqualTo(200);
                yield issued;
            }
            case CHILD -> client(require(Victim.PARENT)).issue(body);
            default -> tenant.issue(body);
        };
    }

    private String name(Enum<?> kind) {
        return kind + " of " + tenant.slug();
    }

    /** Replaces each victim that is revoked, unless it is meant to be revoked. */
    void renew(Rows rows) {
        for (Victim victim : Victim.values()) {
            if (victim == Victim.REVOKED || victim == Victim.CALLER) {
                continue;
            }
            if (rows.get(require(victim).id()).path("status").asText().equals("revoked")) {
                victims.put(victim, make(victim));
                rows.put(admin.get(path(require(victim).id())).data(), tenant.slug());
            }
        }
    }

    /** Restores a key's former values. */
    Answer restore(ObjectNode row) {
        ObjectNode body = Api.JSON.createObjectNode();
        body.set("name", row.get("name"));
        body.set("scopes", row.get("scopes"));
        body.set("expires_at", row.get("expires_at"));
        return change(
                "/api-keys/" + row.path("id").asText(),
                body.put("enabled", !row.path("status").asText().equals("disabled"))
                        .toString());
    }

    /** Restores the account's former values. */
    Answer restoreAccount(ObjectNode row) {
        return change("", row.deepCopy().retain("name", "enabled").toString());
    }

    private Answer change(String path, String body) {
        Answer answer = admin.patch(tenant.path(path), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    Tenant tenant() {
        return tenant;
    }

    Api client(Role role) {
        return client(Objects.requireNonNull(callers.get(role)));
    }

    private Api client(Issued key) {
        return tenant.client(key);
    }

    String id(Victim victim, Role caller) {
        return (victim == Victim.CALLER ? Objects.requireNonNull(callers.get(caller)) : require(victim)).id();
    }

    private Issued require(Victim victim) {
        return Objects.requireNonNull(victims.get(victim));
    }

    private String path(String id) {
        return tenant.path("/api-keys/" + id);
    }
}
