package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Api.Issued;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The first steps of a new user. */
@Order(1)
@Tag("pair")
class FirstKeyIT {
    private final Server server = ServerSession.server();

    @Test
    void firstKeyIsInAFileThatOnlyItsOwnerReads() throws IOException {
        assertThat(server.adminKey()).matches("ck_live_[0-9A-Za-z]{36}");
        assertThat(permissions(server.adminKeyFile())).isEqualTo("rw-------");
        assertThat(server.output()).contains("admin.key").doesNotContain(server.adminKey());
    }

    @Test
    void databaseIsAFileThatOnlyItsOwnerReads() throws IOException {
        Assumptions.assumeFalse(Cell.current().onMySql(), "MySQL has no such file");
        assertThat(permissions(server.databaseFile())).isEqualTo("rw-------");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void curlLineWorksAsPasted() throws Exception {
        Assumptions.assumeTrue(Cell.current().onMicro(), "the line is scripts/run's, which starts Payara Micro only");
        boolean curlIsThere = new ProcessBuilder("bash", "-c", "command -v curl >/dev/null")
                        .start()
                        .waitFor()
                == 0;
        Assumptions.assumeTrue(curlIsThere, "no curl on this machine");
        String line = server.output()
                .lines()
                .filter(l -> l.contains("curl "))
                .findFirst()
                .orElseThrow();
        Process curl = new ProcessBuilder("bash", "-c", line + " -s").start();
        assertThat(new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("{\"success\":true,\"data\":{\"id\":\"key_");
        assertThat(curl.waitFor()).isZero();
    }

    @Test
    void secondKeyIsMadeLetInAndRevoked() {
        Api admin = Api.admin(server);
        Issued second = admin.issue("second", "keys:read");
        Answer made = second.answer();
        assertThat(made.header("Location")).isEqualTo("/v1/api-keys/" + second.id());
        assertThat(made.json().path("message").asText()).isNotEmpty();

        Answer me = Api.withBearer(server, second.key()).get("/v1/me");
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.data().path("id").asText()).isEqualTo(second.id());
        assertThat(me.data().path("account").path("slug").asText()).isEqualTo("default");
        assertThat(me.body()).doesNotContain(second.key());

        Answer revoked = admin.delete("/v1/api-keys/" + second.id());
        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.json().path("message").asText()).isEqualTo("API key revoked successfully");
        assertThat(Api.withBearer(server, second.key()).get("/v1/me").status()).isEqualTo(401);
        assertThat(admin.delete("/v1/api-keys/" + second.id()).body()).isEqualTo(revoked.body());
    }

    @Test
    void healthSaysUpAndNothingElse() {
        Answer health = Api.anonymous(server).get("/v1/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.body()).isEqualTo("{\"status\":\"UP\"}");
    }
}
