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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Payara Server as an administrator sets it up: a new domain with the scripts of {@code server-config/payara},
 * restarted in the foreground, with the WAR deployed.
 */
final class PayaraServer {
    private static final Path ASADMIN = Path.of(
                    System.getProperty("chatelaine.payara-server", "target/payara-server/payara6"), "bin", "asadmin")
            .toAbsolutePath();
    private static final Path CONFIG =
            Server.ROOT.resolve("server-config/payara").toAbsolutePath();
    private static final Path DRIVER =
            Server.ROOT.resolve("target/server/mysql-connector-j.jar").toAbsolutePath();
    private static final String DOMAIN = "chatelaine";
    /** Other ports that Payara opens until {@code server.asadmin} closes them. */
    private static final List<String> OTHER_PORTS = List.of(
            "http.ssl.port",
            "jms.port",
            "domain.jmxPort",
            "orb.listener.port",
            "orb.ssl.port",
            "orb.mutualauth.port",
            "osgi.shell.telnet.port",
            "java.debugger.port");

    private final Path base;
    private final Map<String, String> environment;
    private final int port = Server.freePort();
    private final int management = Server.freePort();

    private PayaraServer(Path base, Map<String, String> environment) {
        this.base = base;
        this.environment = environment;
    }

    /**
     * Starts a server and waits until it serves.
     *
     * @param base a folder that does not exist yet
     * @param scripts files of additional commands to run
     */
    static Server start(Path base, Map<String, String> environment, String... scripts) {
        boolean mysql = environment.containsKey("CHATELAINE_DB_URL");
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("CHATELAINE_ADMIN_KEY_FILE", base.resolve("admin.key").toString());
        variables.put(
                "CHATELAINE_H2_URL",
                "jdbc:h2:file:" + base.resolve("keys") + ";WRITE_DELAY=0;LOCK_TIMEOUT=1000;MODE=MySQL;"
                        + "DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;TRACE_LEVEL_FILE=0;DB_CLOSE_ON_EXIT=FALSE"
                        + environment.getOrDefault("CHATELAINE_H2_OPTIONS", ""));
        PayaraServer server = new PayaraServer(base, variables);
        server.create();
        server.configure(mysql, scripts);
        Server launched = server.launch().served();
        server.remote("deploy", "--name=" + DOMAIN, "--contextroot=/", System.getProperty("chatelaine.war"));
        server.remote("deploy", HostWar.orders().toString());
        server.remote("deploy", HostWar.shop().toString());
        return launched;
    }

    private void create() {
        try {
            Files.createDirectories(base.resolve("tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String ports =
                OTHER_PORTS.stream().map(name -> name + '=' + Server.freePort()).collect(Collectors.joining(":"));
        asadmin(
                "create-domain",
                "--nopassword=true",
                "--checkports=false",
                "--domaindir=" + base,
                "--instanceport=" + port,
                "--adminport=" + management,
                "--domainproperties=" + ports,
                DOMAIN);
    }

    private void configure(boolean mysql, String... scripts) {
        asadmin("start-domain", "--domaindir=" + base, DOMAIN);
        try {
            if (mysql) {
                remote("add-library", DRIVER.toString());
            }
            remote("multimode", "--file=" + CONFIG.resolve("server.asadmin"));
            remote("multimode", "--file=" + CONFIG.resolve(mysql ? "mysql.asadmin" : "h2.asadmin"));
            for (String script : scripts) {
                remote("multimode", "--file=" + script);
            }
            for (String listener : List.of("http-listener-1", "http-listener-2")) {
                remote(
                        "set",
                        "configs.config.server-config.network-config.network-listeners.network-listener." + listener
                                + ".address=127.0.0.1");
            }
            remote("set-config-dir", "--directory=" + Server.emptySecrets(base));
            // Another temporary folder: a database in the temporary folder is refused, and the build may be in it.
            remote("create-jvm-options", "-Djava.io.tmpdir=" + base.resolve("tmp"));
        } finally {
            asadmin("stop-domain", "--domaindir=" + base, DOMAIN);
        }
    }

    private Server launch() {
        List<String> command = List.of(
                ASADMIN.toString(), "--interactive=false", "start-domain", "--verbose", "--domaindir=" + base, DOMAIN);
        Server.Signs signs = new Server.Signs("NCLS-CORE-00017", null, "admin.key", DOMAIN + "/logs/server.log", "");
        return Server.launch(command, base, port, environment, signs);
    }

    private void remote(String... command) {
        asadmin(Stream.concat(Stream.of("--port=" + management), Stream.of(command))
                .toArray(String[]::new));
    }

    private void asadmin(String... arguments) {
        try {
            List<String> command = new ArrayList<>(List.of(ASADMIN.toString(), "--interactive=false"));
            command.addAll(List.of(arguments));
            Path output = Files.createTempFile(base, "asadmin-", ".out");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(6, MINUTES);
            process.destroyForcibly();
            String said = Files.readString(output);
            // The exit status of multimode is that of its last command.
            if (!ended || process.exitValue() != 0 || said.contains(" failed.")) {
                throw new IllegalStateException(command + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
