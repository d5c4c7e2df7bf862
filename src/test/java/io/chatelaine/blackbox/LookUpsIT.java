package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Counts the key look-ups of a request. */
@Isolated("Counts what the server looked up")
class LookUpsIT {
    private final Server server = ServerSession.server();
    private final Api admin = Api.admin(server);
    private final Api anonymous = Api.anonymous(server);

    @Test
    void malformedKeysCostNoLookUp() {
        long before = admin.lookups();
        String good = server.adminKey();
        for (String key :
                List.of("x", good + "1", good.substring(2), DoorIT.swapCase(good), good.replace("ck_", "sk_"))) {
            anonymous.get("/v1/me", "X-API-Key", key);
            anonymous.get("/v1/me", "Authorization", "Bearer " + key);
        }
        // Each of the two metrics requests costs one look-up; the first one's is part of the first reading.
        assertThat(admin.lookups()).isEqualTo(before + 1);
    }

    @Test
    void keyIsLookedUpOnceForAQuestion() throws IOException {
        String key = admin.issue("asked about", "storage:read").key();
        long before = admin.lookupsAtRest();
        for (int i = 0; i < 10; i++) {
            ask("?scope=storage:read&account=default", key);
            ask("?scope=admin", key);
        }
        assertThat(admin.lookups() - before).as("one for the reading itself").isEqualTo(20 + 1);
    }

    private void ask(String query, String key) throws IOException {
        Raw.once(
                server.port(),
                Raw.PROXY,
                "GET /v1/authorize" + query + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-API-Key: " + key
                        + "\r\nX-Original-URI: /api/orders?page=1\r\nX-Original-Method: GET\r\n\r\n");
    }
}
