package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Settings by the server's own tools, at the start and at run time, as {@code server-config/README.md} describes. Runs
 * after the others, because it changes settings of the shared server.
 */
@Order(Integer.MAX_VALUE - 2)
@Isolated("Changes what the server does for all")
class SettingsAtRuntimeIT {
    private static final int SECONDS = 90;

    private final Server server = ServerSession.server();
    private final Api anonymous = Api.anonymous(server);

    /** Payara: set-config-property; WildFly: a config-source. Both are in the files {@code *-logs.*} for the server. */
    @Test
    void settingOfTheServersOwnConfigurationHolds() {
        assertThat(anonymous.get("/v1/me?key_of_ours=x").status()).isEqualTo(400);
        assertThat(anonymous.get("/v1/me?key_of_theirs=x").status()).isEqualTo(401);
    }

    @Test
    void settingThatIsChangedWhileItRunsTakesEffectWithoutADeployment() {
        assumeFalse(Cell.current().onMySql(), "the same server shows it on the other database");
        assertThat(challenges()).hasSize(2);
        try {
            set("chatelaine.header.bearer.enabled", "false");
            awaitChallenges(1);
            set("chatelaine.header.x-api-key.enabled", "false");
            await(() -> server.endOfLog().contains("The last good settings stay in force"));
            assertThat(challenges())
                    .as("both off is invalid: the last good settings hold")
                    .hasSize(1);
        } finally {
            unset("chatelaine.header.x-api-key.enabled");
            unset("chatelaine.header.bearer.enabled");
        }
        awaitChallenges(2);
    }

    @Test
    void valueThatDoesNotResolveIsWrongAndNotAsGoodAsNone() {
        assumeFalse(Cell.current().onMySql(), "the same server shows it on the other database");
        set("chatelaine.query.policy", unresolved());
        try {
            String told = "chatelaine.query.policy is \"${NO_SUCH}\"; allowed: a value in which";
            await(() -> server.endOfLog().contains(told));
            assertThat(anonymous.get("/v1/me?api_key=x").status()).isEqualTo(400);
        } finally {
            unset("chatelaine.query.policy");
        }
    }

    /** WildFly's expressions have the same syntax; a second dollar sign escapes them. */
    private static String unresolved() {
        return Cell.current().onWildFly() ? "\"$${NO_SUCH}\"" : "${NO_SUCH}";
    }

    private List<String> challenges() {
        return anonymous.get("/v1/me").headers("WWW-Authenticate");
    }

    private void awaitChallenges(int number) {
        await(() -> challenges().size() == number);
    }

    private static void await(BooleanSupplier condition) {
        Server.await(SECONDS, condition);
    }

    private void set(String name, String value) {
        if (Cell.current().onWildFly()) {
            WildFly.command(server, "/system-property=" + name + ":add(value=" + value + ")");
        } else {
            server.writeSecret(name, value);
        }
    }

    private void unset(String name) {
        if (Cell.current().onWildFly()) {
            WildFly.command(server, "/system-property=" + name + ":remove");
        } else {
            server.removeSecret(name);
        }
    }
}
