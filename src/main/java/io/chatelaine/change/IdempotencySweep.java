package io.chatelaine.change;

import io.chatelaine.database.BatchDelete;
import io.chatelaine.database.DatabaseClock;
import io.chatelaine.database.DatabaseTime;
import io.chatelaine.logging.TimerRun;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Timer that deletes records of requests older than 24 hours, every minute. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class IdempotencySweep {
    @Inject
    DataSource dataSource;

    @Inject
    DatabaseClock clock;

    @Schedule(hour = "*", minute = "*", second = "17", persistent = false)
    void sweep() {
        TimerRun.of(IdempotencySweep.class, () -> run(dataSource, clock));
    }

    /** @return whether no such record is left for now */
    public static boolean run(DataSource dataSource, DatabaseClock clock) throws SQLException {
        return BatchDelete.run(
                dataSource,
                "DELETE FROM idempotent_issue WHERE created_at < ?",
                List.of(DatabaseTime.of(clock.now().minus(IdempotencyStore.REMEMBERED))));
    }
}
