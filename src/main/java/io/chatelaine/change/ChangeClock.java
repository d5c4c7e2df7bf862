package io.chatelaine.change;

import io.chatelaine.database.DatabaseClock;
import io.chatelaine.database.DatabaseTime;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;

/**
 * The database's time as a change reads it: on the connection that its transaction holds already. A change that held one
 * and waited for a second would stop the whole server as soon as there are as many changes as connections.
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

    /** Reads this moment, to be called in a transaction. */
    public Instant now() {
        // As text: a time would come back in the zone of the JVM.
        String now = (String) entities.createNativeQuery("SELECT CONCAT(" + clock.sql() + ", '')")
                .getSingleResult();
        return DatabaseTime.parse(now);
    }
}
