package io.chatelaine.management;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.chatelaine.database.ReadLimit;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.server.ServerSession;
import org.junit.jupiter.api.Test;

/** Reads that MySQL itself ends, through a pool without such a setting. */
class BoundedReadsOnDatabaseTest extends OnDatabase {
    /** Query that takes hours. */
    private static final String ENDLESS = "SELECT COUNT(*) FROM information_schema.COLUMNS a"
            + " JOIN information_schema.COLUMNS b JOIN information_schema.COLUMNS c WHERE a.COLUMN_NAME <> b.EXTRA";

    @Test
    void noReadIsSentAgain() {
        int tries = jvm.inTransaction(wiring -> ((DatabaseLogin)
                        wiring.entities.unwrap(ServerSession.class).getDatasourceLogin())
                .getQueryRetryAttemptCount());
        assertThat(tries).isZero();
    }

    @Test
    void readOfTheProviderIsEndedByMySql() {
        assumeTrue(isMySql());
        long start = System.nanoTime();
        assertThatThrownBy(() -> jvm.inTransaction(
                        wiring -> wiring.entities.createNativeQuery(ENDLESS).getSingleResult()))
                .hasRootCauseInstanceOf(SQLException.class)
                .rootCause()
                .hasMessageContaining("maximum statement execution time exceeded");
        // One run: neither the read nor the transaction is run again.
        assertThat(System.nanoTime() - start).isLessThan(SECONDS.toNanos(6));
    }

    @Test
    void readThroughTheDataSourceIsEndedByMySql() throws SQLException {
        assumeTrue(isMySql());
        try (Connection connection = new ReadLimit().apply(jvm.dataSource()).getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT @@SESSION.max_execution_time")) {
                row.next();
                assertThat(row.getInt(1)).isEqualTo(ReadLimit.MILLIS);
            }
            statement.execute("SET SESSION max_execution_time = 0");
        }
    }

    @Test
    void limitOfTheAdministratorIsLeftAlone() throws SQLException {
        assumeTrue(isMySql());
        ReadLimit limit = new ReadLimit();
        try (Connection connection = jvm.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION max_execution_time = 700");
            try (Statement same = limit.apply(connection).createStatement();
                    ResultSet row = same.executeQuery("SELECT @@SESSION.max_execution_time")) {
                row.next();
                assertThat(row.getInt(1)).isEqualTo(700);
            }
            statement.execute("SET SESSION max_execution_time = 0");
        }
    }
}
