package io.chatelaine.blackbox;

import static java.util.concurrent.TimeUnit.MINUTES;

import io.chatelaine.testing.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

    /** Base folders by the scripts that were run on them: the scripts take as long as a start does. */
    private static final Map<List<String>, Path> CONFIGURED = new ConcurrentHashMap<>();

    private WildFly() {}

    /**
     * Starts a server and waits until it serves.
     *
     * @param base a folder that is not there yet
     * @param scripts files of commands to run besides
     */
    static Server start(Path base, Map<String, String> environment, String... scripts) {
        List<String> all = new ArrayList<>(scripts(environment));
        all.addAll(List.of(scripts));
        prepare(base, all);
        deploy(base, HostWar.orders(), "orders.war");
        deploy(base, HostWar.shop(), "shop.war");
        return launch(base, environment).served();
    }

    /** What an administrator runs for H2, or for the MySQL that the environment names. */
    static List<String> scripts(Map<String, String> environment) {
        boolean mysql = environment.containsKey("CHATELAINE_DB_URL");
        return List.of(
                CONFIG.resolve("chatelaine.cli").toString(),
                CONFIG.resolve(mysql ? "mysql.cli" : "h2.cli").toString());
    }

    /** Makes a base folder of a server with the WAR, configured by those scripts; files that are there already stay. */
    static void prepare(Path base, List<String> scripts) {
        copy(CONFIGURED.computeIfAbsent(scripts, WildFly::configured), base);
        try {
            Files.createDirectories(base.resolve("tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        deploy(base, Path.of(System.getProperty("chatelaine.war")), "ROOT.war");
    }

    private static synchronized Path configured(List<String> scripts) {
        Path base = Server.freshFolder("wildfly-" + Integer.toHexString(scripts.hashCode()));
        copy(HOME.resolve("standalone"), base);
        scripts.forEach(script -> configure(base, script));
        return base;
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            Files.createDirectories(to.getParent());
            for (Path file : files.toList()) {
                Path copied = to.resolve(from.relativize(file).toString());
                if (!Files.isDirectory(copied)) {
                    Files.copy(file, copied);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deploy(Path base, Path war, String name) {
        try {
            Files.copy(war, base.resolve("deployments").resolve(name));
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

    /** Starts a server on a base folder that was prepared, and does not wait. */
    static Server launch(Path base, Map<String, String> environment) {
        // After a start that failed it would not deploy the WAR again.
        Folders.delete(base.resolve("deployments/ROOT.war.failed"));
        Map<String, String> variables = new HashMap<>(environment);
        String options = variables.remove("JAVA_OPTS");
        // Else the script ends at a SIGTERM and leaves the server running.
        variables.put("LAUNCH_JBOSS_IN_BACKGROUND", "true");
        // The guard against databases in a temporary folder would refuse a build that lies in one.
        variables.put(
                "PREPEND_JAVA_OPTS",
                (options == null ? Server.BRIEF_LIFE : options)
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
        Server.Signs signs = new Server.Signs(
                "WFLYSRV0025", "WFLYSRV0026", "data/admin.key", "log/server.log", "http://127.0.0.1:" + management);
        return Server.launch(command, base, port, variables, signs);
    }

    private static String bin(String command) {
        return HOME.resolve("bin").resolve(command).toString();
    }
}
