package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How {@code scripts/run} restarts the server, rotates its log and writes to the terminal. */
@Tag("own-server")
class RestartIT {
    private static final String ENTRY = "printf '[2026-11-28T03:22:57.984+0000] [] [%b] [] [%b] [tid: _ThreadID=1]"
            + " [timeMillis: 1795836177984] [levelValue: 900] %b\\n\\n' ";

    @Test
    void serverThatEndsForWantOfMemoryOrADatabaseIsStartedAgain() {
        FakeJava java = new FakeJava(
                "java-that-ends",
                "case $start in 1) exit 75 ;; 2) exit 3 ;; *) echo 'Exception: the third'; exit 1 ;; esac");
        Server server = Server.launch(
                Server.freshFolder("restarted"), Server.freePort(), java.environment(), "--new-admin-key");
        assertThat(server.exitCode()).isEqualTo(1);
        String log = server.data().resolve("server.log").toString();
        assertThat(server.output())
                .containsSubsequence(
                        "The server ended with exit code 75 (its database was closed; see " + log
                                + ".1): it is started again in 2 seconds.\n",
                        "The server ended with exit code 3 (it had no memory left; see " + log
                                + ".1): it is started again in 4 seconds.\n")
                .endsWith("\nscripts/run: Exception: the third; see " + log + '\n');
        assertThat(java.starts())
                .hasSize(3)
                .allSatisfy(options -> assertThat(options)
                        .contains("-XX:+ExitOnOutOfMemoryError", "-Duser.language=en -Duser.country=US"));
        assertThat(java.starts().get(0)).contains("-Dchatelaine.admin.reissue=true");
        assertThat(java.starts().get(1)).doesNotContain("reissue");
        assertThat(server.data().resolve("tmp")).doesNotExist();
        server.close();
    }

    @Test
    void serverThatEndsByItselfOtherwiseIsNotStartedAgain() {
        for (int code : new int[] {0, 137}) {
            FakeJava java = new FakeJava("java-that-ends", "exit " + code);
            Server server = Server.launch(Server.freshFolder("ended"), Server.freePort(), java.environment());
            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(java.starts()).as("exit code %d", code).hasSize(1);
            server.close();
        }
    }

    @Test
    void stopIsObeyedBetweenTwoStarts() {
        FakeJava java = new FakeJava("java-that-ends", "exit 75");
        Server server = Server.launch(Server.freshFolder("stopped"), Server.freePort(), java.environment());
        Server.await(30, () -> server.output().contains("started again in 4"));
        server.terminate();
        assertThat(server.exitCode()).isZero();
        assertThat(server.output()).endsWith("Chatelaine has stopped.\n");
        assertThat(java.starts()).hasSize(2);
        server.close();
    }

    /** Each part exceeds the size of a log file, so each second starts a new one; lines are written during reading. */
    @Test
    void logIsKeptInTenFiles() throws IOException {
        FakeJava java = new FakeJava(
                "java-that-logs",
                "for part in $(seq 16); do echo \"part $part.\"; for n in $(seq 12); do"
                        + " yes 'one line of a flood' | head -c 100000; sleep 0.1; done; done");
        Server server = Server.launch(
                Server.freshFolder("logged"), Server.freePort(), java.environment("CHATELAINE_LOG_MEGABYTES", "1"));
        assertThat(server.exitCode()).isEqualTo(1);
        List<Path> logs;
        try (Stream<Path> files = Files.list(server.data())) {
            logs = files.filter(file -> file.getFileName().toString().startsWith("server.log"))
                    .toList();
        }
        assertThat(logs.stream().map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of("server.log"),
                                IntStream.rangeClosed(1, 9).mapToObj(n -> "server.log." + n))
                        .toList());
        assertThat(logs).allSatisfy(file -> assertThat(Files.size(file)).isLessThan(3_100_000));
        assertThat(server.log()).contains("part 16.\n").doesNotContain("part 1.\n");
        server.close();
    }

    @Test
    void warningsOfChatelaineAreShown() {
        FakeJava java = new FakeJava(
                "java-that-warns",
                String.join(
                        "\n",
                        ENTRY + "WARNING io.chatelaine.change.ChangeRecorder 'first of \\e[1mours\\e]0;title\\a'",
                        ENTRY
                                + "'\\e[1;93mSEVERE\\e[0m' '\\e[1;94mio.chatelaine.usage.UsageFlush\\e[0m' '[[\\n  second of ours\\n  trace]]'",
                        ENTRY + "INFO io.chatelaine.change.ChangeRecorder 'our information'",
                        ENTRY + "WARNING com.sun.ejb 'a warning of the server'",
                        "sleep 2",
                        "for n in $(seq 25); do " + ENTRY
                                + "WARNING io.chatelaine.change.ChangeRecorder \"repeated $n.\"; done",
                        "sleep 2"));
        Server server = Server.launch(Server.freshFolder("warned"), Server.freePort(), java.environment());
        assertThat(server.exitCode()).isEqualTo(1);
        assertThat(server.output())
                .contains(
                        "2026-11-28T03:22:57.984+0000 WARNING io.chatelaine.change.ChangeRecorder: first of ours]0;title\n",
                        "2026-11-28T03:22:57.984+0000 SEVERE io.chatelaine.usage.UsageFlush: second of ours\n",
                        "repeated 20.\n",
                        "\n5 more warnings are in the log.\n")
                .doesNotContain(
                        "trace", "our information", "a warning of the server", "repeated 21.", "\u0007", "\u001b");
        server.close();
    }
}
