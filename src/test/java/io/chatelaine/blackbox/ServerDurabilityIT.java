package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Repeated SIGKILL of the whole server under load, on one database: no acknowledged key is lost, and no key with an
 * acknowledged revocation becomes valid again. {@code -Dchatelaine.kills=50} makes it the long proof.
 */
@Tag("own-server")
@Tag("each-server")
class ServerDurabilityIT {
    private static final int KILLS = Integer.getInteger("chatelaine.kills", 2);
    private final Path data = Server.freshFolder("killed");
    private final Load load = new Load();

    @ParameterizedTest
    @EnumSource(names = {"PAYARA_H2", "PAYARA_MYSQL", "WILDFLY_H2", "WILDFLY_MYSQL"})
    void nothingAcknowledgedIsLostWhenTheServerIsKilled(Cell cell)
            throws InterruptedException, IOException, SQLException {
        assumeTrue(cell.onH2() == Cell.current().onH2(), "another run has the other server");
        assumeTrue(!cell.onMySql() || KILLS > 1, "a short proof is of the database in the process that is killed");
        Map<String, String> database = cell.database();
        long acknowledged = 0;
        String adminKey = "";
        for (int kill = 1; kill <= KILLS; kill++) {
            Server server = cell.launch(data, database).served();
            adminKey = server.adminKey();
            load.check(server);
            load.until(server, server::kill);
            long now = load.acknowledged();
            // Fails if the server hangs after a kill: later rounds would prove nothing.
            assertThat(now).as("changes before and after start %d", kill).isGreaterThan(acknowledged);
            acknowledged = now;
            System.Logger log = System.getLogger(ServerDurabilityIT.class.getName());
            log.log(System.Logger.Level.INFO, "kill {0} of {1}: {2} acknowledged changes", kill, KILLS, acknowledged);
        }
        if (cell == Cell.PAYARA_H2) {
            CompactionIT.waste(data);
        }
        try (Server server = cell.launch(data, database).served()) {
            if (cell == Cell.PAYARA_H2) {
                assertThat(server.output()).containsPattern("^Compacting the database, \\d+ MB \\.* now \\d MB\\.\n");
            }
            load.check(server);
            assertThat(Api.withKey(server, adminKey).get("/v1/me").status()).isEqualTo(200);
        }
        assertThat(acknowledged).isGreaterThan(10L * KILLS);
        assertThat(load.revoked()).isGreaterThan(KILLS);
    }
}
