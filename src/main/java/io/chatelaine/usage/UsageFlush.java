package io.chatelaine.usage;

import io.chatelaine.config.Settings;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.database.ClockReading;
import io.chatelaine.database.DatabaseClock;
import io.chatelaine.database.ManyRows;
import io.chatelaine.key.PublicId;
import io.chatelaine.logging.ThrottledLog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the counted uses to the database, each at most once. If a write fails, the batches stay in memory for the next
 * flush. Until they are written, the recorder is not drained, so that a key takes memory once an hour only.
 */
@Singleton
public class UsageFlush {
    static final int KEYS_AT_ONCE = 1000;

    private static final int TRIES = 5;

    private static final ThrottledLog LOG = new ThrottledLog(UsageFlush.class);
    private static final Duration SILENT_NODES_KEPT = Duration.ofDays(7);

    private final UsageRecorder recorder;
    private final UsageTable table;
    private final DatabaseClock clock;
    private final SettingsSnapshot settings;
    private final String nodeId = PublicId.ofNode(new SecureRandom());
    private final Deque<UsageBatch> pending = new ArrayDeque<>();
    private long written;
    private boolean failing;
    private @Nullable Instant swept;

    @Inject
    public UsageFlush(UsageRecorder recorder, UsageTable table, DatabaseClock clock, SettingsSnapshot settings) {
        this.recorder = recorder;
        this.table = table;
        this.clock = clock;
        this.settings = settings;
    }

    /** Writes all counted uses. Logs a failure and never throws: the next call tries again. */
    public synchronized void flush() {
        try {
            writePending();
            ClockReading reading = new ClockReading(clock.now(), System.nanoTime());
            Settings current = settings.current();
            divide(recorder.drain(reading, current.credentials().keyPrefix()));
            writePending();
            sweep(reading, current);
            failing = false;
        } catch (SQLException | RuntimeException e) {
            complain(e);
        }
    }

    /** Calls {@link #flush}. Skipped if nothing is buffered, for example after a failed startup. */
    public void flushRest() {
        if (recorder.holdsAny()) {
            flush();
        }
    }

    private void divide(List<UsageDelta> uses) {
        for (List<UsageDelta> part : ManyRows.inParts(uses, KEYS_AT_ONCE)) {
            pending.add(new UsageBatch(part));
        }
        long lost = recorder.takeLost();
        if (lost > 0) {
            LOG.log(Level.WARNING, "lost", lost + " uses of keys were not counted: too many keys were used at once");
        }
    }

    private void writePending() throws SQLException {
        for (UsageBatch batch = pending.peek(); batch != null; batch = pending.peek()) {
            try {
                write(batch);
                written++;
            } catch (SQLDataException e) {
                LOG.log(
                        Level.ERROR,
                        "unfit",
                        "The database rejects the data of some uses of keys; they are not counted",
                        e);
            }
            pending.remove();
            recorder.release(batch.uses().size());
        }
    }

    /** Retries transient failures: nodes that insert rows of the same new keys at the same time can conflict. */
    private void write(UsageBatch batch) throws SQLException {
        for (int again = TRIES - 1; ; again--) {
            try {
                table.write(nodeId, written + 1, batch);
                return;
            } catch (SQLTransientException e) {
                if (again == 0) {
                    throw e;
                }
            }
        }
    }

    /** Removes old rows once an hour: a portion at each flush until none is left. */
    private void sweep(ClockReading reading, Settings current) throws SQLException {
        Instant hour = reading.hour().start();
        if (hour == null || hour.equals(swept)) {
            return;
        }
        Instant countsBefore = current.usageKeep().map(hour::minus).orElse(null);
        if (table.sweep(countsBefore, hour.minus(SILENT_NODES_KEPT))) {
            swept = hour;
        }
    }

    /** Logs the first of consecutive failures. */
    private void complain(Exception e) {
        if (!failing) {
            LOG.log(
                    Level.WARNING,
                    "unwritten",
                    "The use of keys could not be written to the database. It stays in memory for the next try: "
                            + e.getMessage());
        }
        failing = true;
    }
}
