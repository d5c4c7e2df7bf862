package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * SIGKILL to the whole server under load, over and over, on one database: no key that was acknowledged is lost, none whose
 * revocation was acknowledged comes back. {@code -Dchatelaine.kills=50} makes it the long proof.
 */
@Tag("own-server")
class ServerDurabilityIT {
    private static final int KILLS = Integer.getInteger("chatelaine.kills", 2);
    private static final int CLIENTS = 3;
    private static final int LEAST_CHANGES = 20;

    private final Path data = Server.freshFolder("killed");
    private final Random random = new Random(20_261_121);
    private final Map<String, String> living = new ConcurrentHashMap<>();
    private final Map<String, String> dead = new ConcurrentHashMap<>();

    @Test
    void nothingAcknowledgedIsLostWhenTheServerIsKilled() throws InterruptedException {
        long acknowledged = 0;
        String adminKey = "";
        for (int kill = 1; kill <= KILLS; kill++) {
            Server server = Server.start(data, Map.of());
            adminKey = server.adminKey();
            check(server);
            load(server);
            long now = living.size() + 2L * dead.size();
            // A server that hangs after a kill would make the rest of the proof void.
            assertThat(now).as("changes before and after start %d", kill).isGreaterThan(acknowledged);
            acknowledged = now;
            System.Logger log = System.getLogger(ServerDurabilityIT.class.getName());
            log.log(System.Logger.Level.INFO, "kill {0} of {1}: {2} acknowledged changes", kill, KILLS, acknowledged);
        }
        try (Server server = Server.start(data, Map.of())) {
            check(server);
            assertThat(Api.withKey(server, adminKey).get("/v1/me").status()).isEqualTo(200);
        }
        assertThat(acknowledged).isGreaterThan(10L * KILLS);
        assertThat(dead).hasSizeGreaterThan(KILLS);
    }

    /** Every key is what its last acknowledgement said. */
    private void check(Server server) {
        living.forEach(
                (id, key) -> assertThat(Api.withKey(server, key).get("/v1/me").status())
                        .as(id)
                        .isEqualTo(200));
        dead.forEach(
                (id, key) -> assertThat(Api.withKey(server, key).get("/v1/me").status())
                        .as(id)
                        .isEqualTo(401));
    }

    private void load(Server server) throws InterruptedException {
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Thread client = new Thread(() -> issueAndRevoke(Api.admin(server)));
            client.start();
            clients.add(client);
        }
        // Not before there is something to lose, however slow the machine; a server that hangs is killed all the same.
        int before = living.size() + dead.size();
        for (int tenth = 0; tenth < 600 && living.size() + dead.size() < before + LEAST_CHANGES; tenth++) {
            Server.pause(100);
        }
        Server.pause(random.nextInt(1000));
        server.kill();
        for (Thread client : clients) {
            client.join();
        }
    }

    /** Until the server is gone. What was asked and not answered may have happened or not: it is not kept. */
    private void issueAndRevoke(Api admin) {
        try {
            for (int n = 0; ; n++) {
                Issued issued = admin.issue("key " + n, "keys:read");
                living.put(issued.id(), issued.key());
                if (n % 2 == 0) {
                    living.remove(issued.id());
                    Answer revoked = admin.delete("/v1/api-keys/" + issued.id());
                    assertThat(revoked.status()).isEqualTo(200);
                    dead.put(issued.id(), issued.key());
                }
            }
        } catch (UncheckedIOException gone) {
            return;
        }
    }
}
