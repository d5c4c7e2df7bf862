package io.chatelaine.blackbox;

import static io.chatelaine.testing.AtOnce.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Revokes keys concurrently, and while a key is in use. */
@Isolated("Asks all that the machine has")
@Tag("pair")
class RevokeAtOnceIT {
    private final Server server = ServerSession.server();
    private final Api admin = Api.admin(server);

    @Test
    void hundredRevokesAtOnceAreOne() throws Exception {
        Issued key = admin.issue("contended");
        List<String> bodies = atOnce(100, i -> {
            Answer answer = admin.delete("/v1/api-keys/" + key.id());
            assertThat(answer.status()).isEqualTo(200);
            return answer.body();
        });
        assertThat(bodies).hasSize(100).containsOnly(bodies.get(0));
        assertThat(Api.withKey(server, key.key()).get("/v1/me").status()).isEqualTo(401);
    }

    @Test
    void onceRevokedNoRequestSentLaterGetsIn() throws Exception {
        for (int round = 0; round < 20; round++) {
            Issued key = admin.issue("raced");
            Api holder = Api.withKey(server, key.key());
            ExecutorService threads = Executors.newFixedThreadPool(4);
            List<Future<Boolean>> late = new ArrayList<>();
            AtomicBoolean revoked = new AtomicBoolean();
            for (int i = 0; i < 4; i++) {
                late.add(threads.submit(() -> {
                    boolean accepted = false;
                    for (int n = 0; n < 30; n++) {
                        boolean after = revoked.get();
                        accepted |= holder.get("/v1/me").status() == 200 && after;
                    }
                    return accepted;
                }));
            }
            assertThat(admin.delete("/v1/api-keys/" + key.id()).status()).isEqualTo(200);
            revoked.set(true);
            for (Future<Boolean> accepted : late) {
                assertThat(accepted.get()).isFalse();
            }
            threads.shutdown();
        }
    }
}
