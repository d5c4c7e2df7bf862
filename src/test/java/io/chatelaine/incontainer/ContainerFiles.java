package io.chatelaine.incontainer;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.chatelaine.blackbox.Cell;
import io.chatelaine.blackbox.WildFly;
import io.chatelaine.testing.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.arquillian.container.spi.event.container.AfterStop;
import org.jboss.arquillian.container.spi.event.container.BeforeStart;
import org.jboss.arquillian.core.api.annotation.Observes;

/**
 * The folder of the server that Arquillian starts: created before the start, with the configuration of
 * {@code server-config} for the database of the cell, and removed after the stop.
 */
public final class ContainerFiles {
    private static final Path ROOT =
            Path.of(System.getProperty("chatelaine.basedir", ".")).toAbsolutePath();

    private static final int SECONDS_TO_STOP = 60;

    static final Path FOLDER = ROOT.resolve("target/incontainer");

    public void create(@Observes BeforeStart event) throws IOException {
        Folders.delete(FOLDER);
        Map<String, String> environment = new HashMap<>(Cell.current().database());
        if (Cell.current().onWildFly()) {
            WildFly.createBase(FOLDER, WildFly.scripts(environment));
            Files.write(FOLDER.resolve("properties"), properties(environment));
        } else {
            Files.createDirectories(FOLDER.resolve("tmp"));
            Path data = Files.createDirectories(FOLDER.resolve("data"));
            environment.put("CHATELAINE_H2_URL", h2(data));
            Files.write(FOLDER.resolve("pre-boot"), preBoot(environment));
        }
    }

    /** Removes the folder once no process uses it: the adapter of Payara Micro does not wait for the server's end. */
    public void delete(@Observes AfterStop event) {
        ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(FOLDER.toString()))
                .forEach(process ->
                        process.onExit().orTimeout(SECONDS_TO_STOP, SECONDS).join());
        Folders.delete(FOLDER);
    }

    /** Returns the lines of a file of system properties: WildFly takes them for variables of the environment. */
    private static List<String> properties(Map<String, String> environment) {
        return environment.entrySet().stream()
                .map(variable -> "env." + variable.getKey() + '=' + variable.getValue())
                .toList();
    }

    /** Returns the URL that {@code scripts/run} passes. */
    private static String h2(Path data) {
        return "jdbc:h2:file:" + data.resolve("keys")
                + ";WRITE_DELAY=0;LOCK_TIMEOUT=1000;MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
                + ";TRACE_LEVEL_FILE=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    private static List<String> preBoot(Map<String, String> environment) throws IOException {
        String database = Cell.current().onMySql() ? "mysql.asadmin" : "h2.asadmin";
        return Stream.of(
                        lines("micro.asadmin"),
                        lines(database).map(line -> resolved(line, environment)),
                        Stream.of(
                                "set configs.config.server-config.network-config.network-listeners.network-listener"
                                        + ".http-listener.address=127.0.0.1",
                                "set configs.config.server-config.microprofile-config.cache-duration-seconds=1"))
                .flatMap(lines -> lines)
                .collect(Collectors.toList());
    }

    private static Stream<String> lines(String file) throws IOException {
        return Files.readAllLines(ROOT.resolve("server-config/payara").resolve(file), StandardCharsets.UTF_8).stream()
                .filter(line -> !line.startsWith("#"));
    }

    /** Puts in the variables of the environment: the adapter passes none to the server. */
    private static String resolved(String line, Map<String, String> environment) {
        String resolved = line;
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            String value = variable.getValue().replace(":", "\\:").replace("=", "\\=");
            resolved = resolved.replace("${ENV\\=" + variable.getKey() + '}', '"' + value + '"');
        }
        return resolved;
    }
}
