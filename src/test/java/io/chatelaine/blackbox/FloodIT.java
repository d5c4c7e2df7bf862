package io.chatelaine.blackbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import io.chatelaine.testing.AtOnce;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A flood of well-formed keys that were never issued (A37): each costs one look-up and leaves no data. Valid keys are
 * accepted during the flood, including keys that are issued during it.
 */
@Isolated("Counts what the server looked up")
class FloodIT {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int CLIENTS = 8;
    private static final int REQUESTS = 250;

    private final Server server = ServerSession.server();
    private final Api admin = Api.admin(server);
    private final Api anonymous = Api.anonymous(server);
    private volatile String lastRevoked = "";

    @Test
    void unknownKeysInAFloodDoNotDisturbGoodOnes() throws Exception {
        long before = admin.lookupsAtRest();
        List<Integer> good = AtOnce.atOnce(CLIENTS + 1, client -> client == CLIENTS ? useKeys() : flood(client));
        long lookups = admin.lookups() - before;

        assertThat(good.subList(0, CLIENTS)).containsOnly(REQUESTS);
        int accepted = good.get(CLIENTS);
        assertThat(accepted).isGreaterThan(10);
        // One look-up for each unknown key, one or two for each other request, and those of the metrics requests.
        assertThat(lookups).isBetween((long) CLIENTS * REQUESTS, CLIENTS * REQUESTS + 4L * accepted + 10);
        assertThat(refusedInAudit()).as("only known keys are in the audit").allMatch(id -> id.startsWith("key_"));
    }

    /** Returns how many unknown keys of a client were refused. */
    private int flood(int client) {
        Random random = new Random(client);
        int refused = 0;
        for (int i = 0; i < REQUESTS; i++) {
            Answer answer = anonymous.get("/v1/me", "X-API-Key", unknownKey(random));
            refused += answer.status() == 401 ? 1 : 0;
        }
        return refused;
    }

    /** Returns how many keys were issued, accepted and revoked during the flood. */
    private int useKeys() {
        int accepted = 0;
        try (Tenant tenant = new Tenant(server)) {
            for (int i = 0; i < 20; i++) {
                Issued key = tenant.issue("in the flood");
                assertThat(tenant.client(key).get("/v1/me").status()).isEqualTo(200);
                accepted++;
                assertThat(admin.delete(tenant.path("/api-keys/" + key.id())).status())
                        .isEqualTo(200);
                assertThat(tenant.client(key).get("/v1/me").status()).isEqualTo(401);
                lastRevoked = key.id();
            }
        }
        return accepted;
    }

    /** Returns the keys of the newest page of refusals, once the last revoked key of the flood is among them. */
    private List<String> refusedInAudit() {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            Answer answer = admin.get("/v1/audit?action=request.refused&limit=100");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            List<String> objects = answer.data().findValuesAsText("object");
            if (objects.contains(lastRevoked)) {
                return objects;
            }
            Server.pause(200);
        }
        throw new AssertionError("the refusal of " + lastRevoked + " did not come into the audit");
    }

    private static String unknownKey(Random random) {
        StringBuilder key = new StringBuilder("ck_live_");
        for (int i = 0; i < 30; i++) {
            key.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        CRC32 crc = new CRC32();
        crc.update(key.toString().getBytes(US_ASCII));
        StringBuilder checksum = new StringBuilder();
        for (long rest = crc.getValue(); rest > 0; rest /= DIGITS.length()) {
            checksum.insert(0, DIGITS.charAt((int) (rest % DIGITS.length())));
        }
        return key.append("0".repeat(6 - checksum.length())).append(checksum).toString();
    }
}
