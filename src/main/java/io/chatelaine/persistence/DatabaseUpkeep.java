package io.chatelaine.persistence;

import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.database.DatabaseFile;
import io.chatelaine.logging.ThrottledLog;
import io.chatelaine.logging.TimerRun;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Restricts the file of an embedded database to its owner, and ends a server whose embedded database is closed for
 * good.
 */
@Singleton
@Startup
@DependsOn("Migration")
@TransactionManagement(TransactionManagementType.BEAN)
public class DatabaseUpkeep {
    /** EX_TEMPFAIL of sysexits.h; {@code scripts/run} starts the server again. */
    private static final int EXIT_CODE = 75;

    private static final ThrottledLog LOG = new ThrottledLog(DatabaseUpkeep.class);

    private final ClosedDatabase closed = new ClosedDatabase();
    private boolean embedded;

    @Inject
    DataSource dataSource;

    @Inject
    SettingsSnapshot settings;

    @PostConstruct
    void start() {
        try (Connection connection = dataSource.getConnection()) {
            Path file = DatabaseFile.find(connection);
            embedded = file != null;
            if (file != null) {
                restrict(file);
            }
        } catch (SQLException | IOException e) {
            LOG.log(
                    Level.WARNING,
                    "restrict",
                    "Other users may be able to read the database file, because setting its permissions failed: " + e);
        }
    }

    /** Sets the permissions so that only the owner can read and write the file. */
    private static void restrict(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Schedule(hour = "*", minute = "*", second = "2/5", persistent = false)
    void check() {
        if (embedded) {
            TimerRun.of(DatabaseUpkeep.class, this::probe);
        }
    }

    private void probe() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
            closed.answered();
        } catch (SQLException e) {
            if (closed.isForGood(e, System.nanoTime())) {
                end(e);
            }
        }
    }

    /** Ends the process if the settings allow it: the application server may have other applications. */
    private void end(SQLException e) {
        String state = "The embedded database is closed and cannot be opened again: ";
        if (settings.current().exitIfDatabaseClosed()) {
            LOG.log(Level.ERROR, "exit", state + "the server ends with exit code " + EXIT_CODE + ": " + e.getMessage());
            Runtime.getRuntime().halt(EXIT_CODE);
        }
        LOG.log(Level.ERROR, "closed", state + "repair its file or restart the server: " + e.getMessage());
    }
}
