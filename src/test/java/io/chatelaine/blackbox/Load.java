package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Clients that issue keys and revoke every second one until a request fails, and the acknowledged changes. */
final class Load {
    private static final int CLIENTS = 3;
    private static final int LEAST_CHANGES = 20;

    private final Random random = new Random(20_261_121);
    private final Map<String, String> living = new ConcurrentHashMap<>();
    private final Map<String, String> dead = new ConcurrentHashMap<>();

    /** Returns the number of acknowledged changes: an issued key counts one, an issued and revoked key two. */
    long acknowledged() {
        return living.size() + 2L * dead.size();
    }

    int revoked() {
        return dead.size();
    }

    /** Checks that each key has the state of its last acknowledged change. */
    void check(Server server) {
        living.forEach((id, key) -> assertThat(status(server, key)).as(id).isEqualTo(200));
        dead.forEach((id, key) -> assertThat(status(server, key)).as(id).isEqualTo(401));
    }

    /** Returns the status of a request with the key; forgets the key, which the shared server's log cannot contain. */
    private static int status(Server server, String key) {
        int status = Api.withKey(server, key).get("/v1/me").status();
        Api.KEYS_SEEN.remove(key);
        return status;
    }

    /** Runs clients, and causes the fault after enough changes, at the latest after a minute. */
    void until(Server server, Runnable fault) throws InterruptedException {
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Thread client = new Thread(() -> issueAndRevoke(Api.admin(server)));
            client.start();
            clients.add(client);
        }
        int before = living.size() + dead.size();
        for (int tenth = 0; tenth < 600 && living.size() + dead.size() < before + LEAST_CHANGES; tenth++) {
            Server.pause(100);
        }
        Server.pause(random.nextInt(1000));
        fault.run();
        for (Thread client : clients) {
            client.join();
        }
    }

    /** Makes changes until one fails. A change without a response may have happened or not, and is not recorded. */
    private void issueAndRevoke(Api admin) {
        try {
            for (int n = 0; ; n++) {
                Answer made = admin.post("/v1/api-keys", "{\"name\":\"key " + n + "\",\"scopes\":[\"keys:read\"]}");
                if (made.status() != 201) {
                    return;
                }
                Issued issued = new Issued(
                        made.data().path("id").asText(), made.data().path("key").asText(), made);
                living.put(issued.id(), issued.key());
                if (n % 2 == 0) {
                    living.remove(issued.id());
                    if (admin.delete("/v1/api-keys/" + issued.id()).status() != 200) {
                        return;
                    }
                    dead.put(issued.id(), issued.key());
                }
            }
        } catch (UncheckedIOException gone) {
            return;
        }
    }
}
