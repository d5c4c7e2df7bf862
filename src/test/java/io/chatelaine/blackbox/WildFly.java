package io.chatelaine.blackbox;

import static java.util.concurrent.TimeUnit.MINUTES;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * WildFly as an administrator sets it up: a base folder of its own, the files of {@code server-config/wildfly} run on it,
 * the WAR in its deployments.
 */
final class WildFly {
    private static final Path HOME =
            Path.of(System.getProperty("chatelaine.wildfly", "target/wildfly")).toAbsolutePath();
    private static final Path CONFIG =
            Server.ROOT.resolve("server-config/wildfly").toAbsolutePath();
    /** Where {@code mysql-connector-j.jar} lies. */
    private static final Path DRIVERS = Server.ROOT.resolve("target/server").toAbsolutePath();

    private WildFly() {}

    /**
     * Starts a server and waits until it serves.
     *
     * @param base a folder that is not there yet
     * @param scripts files of commands to run besides
     */
    static Server start(Path base, Map<String, String> environment, String... scripts) {
        prepare(base);
        boolean mysql = environment.containsKey("CHATELAINE_DB_URL");
        List<String> all = new ArrayList<>(List.of(
                CONFIG.resolve("chatelaine.cli").toString(),
                CONFIG.resolve(mysql ? "mysql.cli" : "h2.cli").toString()));
        all.addAll(List.of(scripts));
        all.forEach(script -> configure(base, script));
        return launch(base, environment).served();
    }

    private static void prepare(Path base) {
        Path standalone = HOME.resolve("standalone");
        try (Stream<Path> files = Files.walk(standalone)) {
            Files.createDirectories(base.getParent());
            for (Path file : files.toList()) {
                Files.copy(file, base.resolve(standalone.relativize(file).toString()));
            }
            Files.createDirectories(base.resolve("tmp"));
            Files.copy(Path.of(System.getProperty("chatelaine.war")), base.resolve("deployments/ROOT.war"));
            Files.copy(HostWar.orders(), base.resolve("deployments/orders.war"));
            Files.copy(HostWar.shop(), base.resolve("deployments/shop.war"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives a running server a command, as its administrator does. */
    static void command(Server server, String command) {
        cli(
                server.data(),
                "--connect",
                "--controller=" + server.operations("").replace("http://", "remote+http://"),
                "--command=" + command);
    }

    private static void configure(Path base, String script) {
        cli(base, "--file=" + script);
    }

    private static void cli(Path base, String... arguments) {
        try {
            Path output = Files.createTempFile(base, "cli-", ".out");
            List<String> command = new ArrayList<>(List.of(bin("jboss-cli.sh")));
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(DRIVERS.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("JAVA_OPTS", Server.BRIEF_LIFE + " -Djboss.server.base.dir=" + base);
            Process running = builder.start();
            if (!running.waitFor(5, MINUTES) || running.exitValue() != 0) {
                running.destroyForcibly();
                throw new IllegalStateException(command + ": " + Files.readString(output));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Server launch(Path base, Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(environment);
        // Else the script ends at a SIGTERM and leaves the server running.
        variables.put("LAUNCH_JBOSS_IN_BACKGROUND", "true");
        // The guard against databases in a temporary folder would refuse a build that lies in one.
        variables.put(
                "PREPEND_JAVA_OPTS",
                Server.BRIEF_LIFE
                        + " -XX:+ExitOnOutOfMemoryError -Duser.language=en -Duser.country=US -Djava.io.tmpdir="
                        + base.resolve("tmp"));
        int port = Server.freePort();
        int management = Server.freePort();
        List<String> command = List.of(
                bin("standalone.sh"),
                "-Djboss.server.base.dir=" + base,
                "-Djboss.bind.address=127.0.0.1",
                "-Djboss.bind.address.management=127.0.0.1",
                "-Djboss.http.port=" + port,
                "-Djboss.https.port=" + Server.freePort(),
                "-Djboss.management.http.port=" + management);
        Server.Signs signs =
                new Server.Signs("WFLYSRV0025", "data/admin.key", "log/server.log", "http://127.0.0.1:" + management);
        return Server.launch(command, base, port, variables, signs);
    }

    private static String bin(String command) {
        return HOME.resolve("bin").resolve(command).toString();
    }
}
