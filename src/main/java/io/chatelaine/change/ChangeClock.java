package io.chatelaine.change;

import io.chatelaine.database.DatabaseClock;
import io.chatelaine.database.DatabaseTime;
import io.chatelaine.database.SqlDialect;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;

/**
 * Clock of a change: reads the database's time on the connection of the transaction. If a change held one connection
 * and waited for a second, the server would stop once there are as many changes as connections.
 */
@Singleton
public class ChangeClock {
    private final EntityManager entities;
    private final DatabaseClock clock;

    @Inject
    public ChangeClock(EntityManager entities, DatabaseClock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** Reads the current time. Call it in a transaction. */
    public Instant now() {
        // As text: EclipseLink would read a time in the zone of the JVM.
        String now = (String) entities.createNativeQuery("SELECT CONCAT(" + clock.sql() + ", '')")
                .getSingleResult();
        return DatabaseTime.parse(now);
    }

    /** Whether the database is H2. */
    boolean isOfH2() {
        return clock.dialect() == SqlDialect.H2;
    }
}
