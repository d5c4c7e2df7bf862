package io.chatelaine.incontainer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** The folder of the server that Arquillian starts: created before, because the server reads it, and removed after. */
public final class ContainerFiles implements LauncherSessionListener {
    private static final Path FOLDER = Path.of(System.getProperty("chatelaine.basedir", "."), "target", "incontainer")
            .toAbsolutePath();

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        try {
            delete();
            Path temporary = Files.createDirectories(FOLDER.resolve("tmp"));
            Path data = Files.createDirectories(FOLDER.resolve("data"));
            System.setProperty("chatelaine.incontainer.tmp", temporary.toString());
            System.setProperty("chatelaine.incontainer.data", data.toString());
            Files.write(data.resolve("pre-boot"), preBoot(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> preBoot(Path data) {
        String url = "jdbc:h2:file:" + data.resolve("keys")
                + ";WRITE_DELAY=0;LOCK_TIMEOUT=10000;MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;TRACE_LEVEL_FILE=0";
        return List.of(
                "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener"
                        + ".address=127.0.0.1",
                "set configs.config.server-config.hazelcast-config-specific-configuration.enabled=false",
                "set configs.config.server-config.microprofile-config.cache-duration-seconds=1",
                "create-jdbc-connection-pool --datasourceclassname org.h2.jdbcx.JdbcDataSource"
                        + " --restype javax.sql.DataSource --property user=sa:password=sa:url=\""
                        + url.replace(":", "\\:").replace("=", "\\=") + "\" Pool",
                "set resources.jdbc-resource.jdbc/__default.pool-name=Pool");
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        try {
            delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete() throws IOException {
        if (!Files.exists(FOLDER)) {
            return;
        }
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
