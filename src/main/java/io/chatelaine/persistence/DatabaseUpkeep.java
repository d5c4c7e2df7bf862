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

/** Closes the file of an embedded database to other readers, and ends a server whose embedded database is closed for good. */
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
                    "Others than the owner may be able to read the file of the database: " + e);
        }
    }

    /** Takes from all but the owner the right to read the file. */
    private static void restrict(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Schedule(hour = "*", minute = "*", second = "2/5", persistent = false)
    void look() {
        if (embedded) {
            TimerRun.of(DatabaseUpkeep.class, this::ask);
        }
    }

    private void ask() {
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

    /** The application server may serve others: only who starts it may say that it is to end. */
    private void end(SQLException e) {
        String state = "The embedded database is closed and cannot be opened again: ";
        if (settings.current().exitIfDatabaseClosed()) {
            LOG.log(Level.ERROR, "exit", state + "the server ends with exit code " + EXIT_CODE + ": " + e.getMessage());
            Runtime.getRuntime().halt(EXIT_CODE);
        }
        LOG.log(Level.ERROR, "closed", state + "mend its file, or start the server again: " + e.getMessage());
    }
}
