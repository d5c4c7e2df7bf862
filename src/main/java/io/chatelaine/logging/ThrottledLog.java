package io.chatelaine.logging;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A log of events that a client can cause without limit: at most one line a minute for each kind, with the number of
 * omitted events. A log that grows with each request fills the disk.
 */
public final class ThrottledLog {
    /** More kinds than the code has; further kinds share one. */
    static final int MOST_KINDS = 64;

    private static final long MINUTE = 60_000_000_000L;
    private static final String OTHER = "other";

    private final System.Logger logger;
    private final LongSupplier nanoTime;
    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

    public ThrottledLog(Class<?> owner) {
        this(System.getLogger(owner.getName()), System::nanoTime);
    }

    ThrottledLog(System.Logger logger, LongSupplier nanoTime) {
        this.logger = logger;
        this.nanoTime = nanoTime;
    }

    /**
     * Logs an event, unless a line of its kind was logged within the last minute.
     *
     * @param kind from a bounded set, for example a constant or the name of an exception's class; never a client's text
     */
    public void log(Level level, String kind, String message) {
        log(level, kind, message, null);
    }

    /** Logs an event with its cause, unless a line of its kind was logged within the last minute. */
    public void log(Level level, String kind, String message, @Nullable Throwable cause) {
        if (!logger.isLoggable(level)) {
            return;
        }
        long leftOut = kind(kind).admit(nanoTime.getAsLong());
        if (leftOut >= 0) {
            String line = leftOut == 0 ? message : message + " (and " + leftOut + " more of this kind before)";
            if (cause == null) {
                logger.log(level, line);
            } else {
                logger.log(level, line, cause);
            }
        }
    }

    private Kind kind(String name) {
        Kind known = kinds.get(name);
        if (known != null) {
            return known;
        }
        return kinds.computeIfAbsent(kinds.size() < MOST_KINDS ? name : OTHER, any -> new Kind());
    }

    private static final class Kind {
        private boolean used;
        private long last;
        private long leftOut;

        /** Returns the number of events omitted since the last line, or -1 if this one is omitted. */
        synchronized long admit(long now) {
            if (used && now - last < MINUTE) {
                leftOut++;
                return -1;
            }
            long before = leftOut;
            used = true;
            last = now;
            leftOut = 0;
            return before;
        }
    }
}
