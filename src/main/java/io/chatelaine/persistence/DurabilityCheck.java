package io.chatelaine.persistence;

import io.chatelaine.config.StartupFailure;
import io.chatelaine.database.DatabaseFile;
import io.chatelaine.database.SqlDialect;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses a database that would lose keys: an H2 in memory, in a temporary folder, or with a write delay. */
public final class DurabilityCheck {
    private static final String MEND =
            ". Point the server's default data source at H2 in a file or at MySQL: scripts/run does it by itself; on"
                    + " Payara, asadmin create-jdbc-connection-pool with"
                    + " url=jdbc:h2:file:/PATH/keys;WRITE_DELAY=0;MODE=MySQL;"
                    + "DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE, then asadmin set"
                    + " resources.jdbc-resource.jdbc/__default.pool-name=POOL; on WildFly, data-source add, then"
                    + " /subsystem=ee/service=default-bindings:write-attribute(name=datasource,value=JNDI)."
                    + " chatelaine.allow-volatile=true accepts the loss";
    private static final List<String> TEMPORARY_FOLDERS = List.of("java.io.tmpdir", "jboss.server.temp.dir");

    private DurabilityCheck() {}

    /** @throws StartupFailure which names the commands that fix it, if the database would lose keys */
    public static void require(Connection connection) throws SQLException {
        if (SqlDialect.of(connection) != SqlDialect.H2) {
            return;
        }
        Optional<String> flaw = flaw(Optional.ofNullable(DatabaseFile.path(connection)), writeDelay(connection));
        if (flaw.isPresent()) {
            throw StartupFailure.because("keys would be lost, because " + flaw.get() + MEND);
        }
    }

    /**
     * Returns why an H2 database would lose keys; empty if it would not.
     *
     * @param path path of its file; empty if it is in memory
     */
    static Optional<String> flaw(Optional<Path> path, String writeDelay) {
        if (path.isEmpty()) {
            return Optional.of("the default data source is an H2 database in memory");
        }
        Path file = real(path.get());
        for (Path folder : temporaryFolders()) {
            if (file.startsWith(folder)) {
                return Optional.of(
                        "the default data source is the H2 file " + file + " in the temporary folder " + folder);
            }
        }
        return writeDelay.equals("0")
                ? Optional.empty()
                : Optional.of("the H2 database " + file + " has WRITE_DELAY=" + writeDelay + " instead of 0");
    }

    private static List<Path> temporaryFolders() {
        List<Path> folders = new ArrayList<>();
        for (String property : TEMPORARY_FOLDERS) {
            String folder = System.getProperty(property);
            if (folder != null && !folder.isBlank()) {
                folders.add(real(Path.of(folder)));
            }
        }
        return folders;
    }

    /** Resolves symbolic links in the existing part of a path: a link may lead into a temporary folder. */
    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        try {
            return absolute.toRealPath();
        } catch (IOException e) {
            return parent == null ? absolute : real(parent).resolve(absolute.getFileName());
        }
    }

    private static String writeDelay(Connection connection) throws SQLException {
        String delay = first(
                connection, "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'WRITE_DELAY'");
        return delay == null ? "unknown" : delay;
    }

    private static @Nullable String first(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        }
    }
}
