package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The refusals of {@code scripts/run} itself, and their messages: contract §1. */
@Tag("own-server")
class RunScriptIT {
    private static final Map<String, String> PLAIN = Map.of();

    @Test
    void busyPortIsToldInOneLine() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path data = Server.freshFolder("busy");
            Server server = Server.launch(data, busy.getLocalPort(), PLAIN);
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.output())
                    .isEqualTo("scripts/run: port " + busy.getLocalPort()
                            + " of 127.0.0.1 is busy: stop what listens there, or choose another with --port\n");
            server.close();
        }
    }

    @Test
    void databaseThatAnotherProcessHasOpenIsToldInOneLine() throws IOException, SQLException {
        Path data = Server.freshFolder("open");
        Files.createDirectories(data);
        try (Connection open = DriverManager.getConnection("jdbc:h2:file:" + data.resolve("keys"), "sa", "sa")) {
            assertThat(open.isValid(1)).isTrue();
            Server server = Server.launch(data, Server.freePort(), PLAIN);
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.output())
                    .endsWith("\nscripts/run: another process has the database " + data.resolve("keys.mv.db")
                            + " open\n");
        }
    }

    @Test
    void oldJavaIsToldInOneLine() throws IOException {
        Path home = Server.freshFolder("java-11");
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("bin/java"), "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
        Files.setPosixFilePermissions(home.resolve("bin/java"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Server server =
                Server.launch(Server.freshFolder("old-java"), Server.freePort(), Map.of("JAVA_HOME", home.toString()));
        assertThat(server.exitCode()).isEqualTo(1);
        assertThat(server.output())
                .isEqualTo("scripts/run: Java 11 is too old: a JDK 17 or later is needed, see JAVA_HOME\n");
        server.close();
    }

    @Test
    void newAdminKeyOverwritesNoFile() throws IOException {
        Path data = Server.freshFolder("there");
        Files.createDirectories(data);
        Files.writeString(data.resolve("admin.key"), "mine");
        Server server = Server.launch(data, Server.freePort(), PLAIN, "--new-admin-key");
        assertThat(server.exitCode()).isEqualTo(1);
        assertThat(server.output())
                .isEqualTo("scripts/run: --new-admin-key: " + data.resolve("admin.key")
                        + " is there already; if you do not have its key, move the file away first\n");
        assertThat(data.resolve("admin.key")).hasContent("mine");
        server.close();
    }

    @Test
    void optionsThatCannotBeAreTold() {
        for (List<String> options :
                List.of(List.of("--port", "0"), List.of("--port", "x"), List.of("--nope"), List.of("--data"))) {
            Server server = Server.launch(
                    Server.freshFolder("options"), Server.freePort(), PLAIN, options.toArray(String[]::new));
            assertThat(server.exitCode()).as("%s", options).isEqualTo(1);
            assertThat(server.output()).contains("scripts/run: ");
            server.close();
        }
    }
}
