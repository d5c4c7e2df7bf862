package io.chatelaine.blackbox;

import static io.chatelaine.blackbox.ProblemIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A full disk under the embedded database: changes get 503, keys are verified, and no restart is needed afterwards. */
@Tag("own-server")
class DiskFullIT {
    private static final int MEGABYTES = 300;

    private final List<Issued> living = new ArrayList<>();
    private final List<Issued> dead = new ArrayList<>();

    @Test
    void fullDiskLosesNothingAndIsNotForEver() throws IOException {
        try (SmallDisk disk = SmallDisk.mount("full-disk", MEGABYTES);
                Server server = Server.start(disk.folder("data"), Map.of())) {
            Api admin = Api.admin(server);
            makeAndRevoke(admin, 20);
            disk.fill();
            assertProblem(firstRefusal(admin), 503, "unavailable");
            assertKeysAreAsAcknowledged(server);
            assertThat(Api.anonymous(server).get("/v1/health").status()).isEqualTo(200);
            for (int more = 0; more < 20; more++) {
                makeAndRevoke(admin, 1);
            }
            assertKeysAreAsAcknowledged(server);
            disk.free();
            await(() -> admin.post("/v1/api-keys", "{\"name\":\"again\"}").status() == 201);
            int before = dead.size();
            makeAndRevoke(admin, 10);
            assertThat(dead).hasSize(before + 5);
            assertKeysAreAsAcknowledged(server);
            assertThat(server.output()).doesNotContain("The server ended");
            assertDatabaseThatIsClosedForGoodEndsTheServer(server, disk);
        }
    }

    /** Records acknowledged changes only. */
    private Answer makeAndRevoke(Api admin, int changes) {
        Answer last = admin.get("/v1/me");
        for (int n = 0; n < changes; n++) {
            last = admin.post("/v1/api-keys", "{\"name\":\"key\",\"scopes\":[\"keys:read\"]}");
            if (last.status() != 201) {
                return last;
            }
            Issued made = new Issued(
                    last.data().path("id").asText(), last.data().path("key").asText(), last);
            if (n % 2 == 0) {
                living.add(made);
                continue;
            }
            last = admin.delete("/v1/api-keys/" + made.id());
            if (last.status() != 200) {
                return last;
            }
            dead.add(made);
        }
        return last;
    }

    /** Makes changes until one fails: the file may have free space inside. */
    private Answer firstRefusal(Api admin) {
        Answer answer = makeAndRevoke(admin, 2);
        for (int change = 0; change < 2000 && answer.status() < 300; change++) {
            answer = makeAndRevoke(admin, 2);
        }
        return answer;
    }

    private void assertKeysAreAsAcknowledged(Server server) {
        living.forEach(
                key -> assertThat(Api.withKey(server, key.key()).get("/v1/me").status())
                        .isEqualTo(200));
        dead.forEach(
                key -> assertThat(Api.withKey(server, key.key()).get("/v1/me").status())
                        .isEqualTo(401));
    }

    /** Overwrites the file, so that H2 cannot reopen it after the full disk has closed it. */
    private static void assertDatabaseThatIsClosedForGoodEndsTheServer(Server server, SmallDisk disk)
            throws IOException {
        Files.write(server.databaseFile(), new byte[8192]);
        disk.fill();
        assertProblem(Api.admin(server).post("/v1/api-keys", "{\"name\":\"lost\"}"), 503, "unavailable");
        await(() -> server.output().contains("The server ended with exit code 75 (its database was closed; see "));
    }

    @Test
    void newStartWaitsForSpace() {
        FakeJava java = new FakeJava("java-on-a-full-disk", "[ $start -gt 1 ] || { sleep 4; exit 75; }; exit 1");
        try (SmallDisk disk = SmallDisk.mount("small-disk", 80)) {
            Server server = Server.launch(disk.folder("data"), Server.freePort(), java.environment());
            await(() -> server.output().contains("Starting Payara Micro"));
            disk.fill();
            await(() ->
                    server.output().contains("Waiting for 64 MB of free space in " + server.data() + " (now: 0 MB)\n"));
            assertThat(java.starts()).hasSize(1);
            disk.free();
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(java.starts()).hasSize(2);
        }
    }

    private static void await(BooleanSupplier condition) {
        Server.await(90, condition);
    }
}
