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
 * WildFly as an administrator sets it up: a new base folder with the scripts of {@code server-config/wildfly}, and the
 * WAR in its deployments.
 */
public final class WildFly {
    private static final Path HOME =
            Path.of(System.getProperty("chatelaine.wildfly", "target/wildfly")).toAbsolutePath();
    private static final Path CONFIG =
            Server.ROOT.resolve("server-config/wildfly").toAbsolutePath();
    /** The folder of {@code mysql-connector-j.jar}. */
    private static final Path DRIVERS = Server.ROOT.resolve("target/server").toAbsolutePath();

    /** Base folders by the scripts that ran on them: the scripts take as long as a start. */
    private static final Map<List<String>, Path> CONFIGURED = new ConcurrentHashMap<>();

    private WildFly() {}

    /**
     * Starts a server and waits until it serves.
     *
     * @param base a folder that does not exist yet
     * @param scripts files of additional commands to run
     */
    static Server start(Path base, Map<String, String> environment, String... scripts) {
        List<String> all = new ArrayList<>(scripts(environment));
        all.addAll(List.of(scripts));
        prepare(base, all);
        deploy(base, HostWar.orders(), "orders.war");
        deploy(base, HostWar.shop(), "shop.war");
        return launch(base, environment).served();
    }

    /** Returns the scripts that an administrator runs for H2, or for the MySQL that the environment names. */
    public static List<String> scripts(Map<String, String> environment) {
        boolean mysql = environment.containsKey("CHATELAINE_DB_URL");
        return List.of(
                CONFIG.resolve("chatelaine.cli").toString(),
                CONFIG.resolve(mysql ? "mysql.cli" : "h2.cli").toString());
    }

    /** Creates a base folder with the WAR, configured by those scripts; existing files stay. */
    static void prepare(Path base, List<String> scripts) {
        createBase(base, scripts);
        deploy(base, Path.of(System.getProperty("chatelaine.war")), "ROOT.war");
    }

    /** Creates a base folder without a deployment, configured by those scripts; existing files stay. */
    public static void createBase(Path base, List<String> scripts) {
        copy(CONFIGURED.computeIfAbsent(scripts, WildFly::configured), base);
        try {
            Files.createDirectories(base.resolve("tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /** Runs an administrator's command on a running server. */
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

    /** Starts a server on a prepared base folder, and does not wait. */
    static Server launch(Path base, Map<String, String> environment) {
        // This marker of a failed start would keep WildFly from deploying the WAR again.
        Folders.delete(base.resolve("deployments/ROOT.war.failed"));
        Map<String, String> variables = new HashMap<>(environment);
        String options = variables.remove("JAVA_OPTS");
        // Without this variable, the script ends at a SIGTERM and leaves the server running.
        variables.put("LAUNCH_JBOSS_IN_BACKGROUND", "true");
        // Another temporary folder: a database in the temporary folder is refused, and the build may be in it.
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
