package io.chatelaine.persistence;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an embedded H2 is closed for good. H2 closes itself if it cannot write, and opens again for the next
 * new connection. If that fails for ten seconds because of the file, only a new process may help.
 */
final class ClosedDatabase {
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(10);
    /** IO_EXCEPTION_1, FILE_CORRUPTED_1, IO_EXCEPTION_2, DATABASE_IS_CLOSED, DATABASE_CALLED_AT_SHUTDOWN. */
    private static final Set<Integer> OF_THE_FILE = Set.of(90028, 90030, 90031, 90098, 90121);
    /** The code within a message: servers keep the driver's message, but not always its code. */
    private static final Pattern CODE = Pattern.compile("\\[(9[0-9]{4})-[0-9]+]");

    private @Nullable Long since;

    /** Records that the database answered. */
    void answered() {
        since = null;
    }

    /**
     * Records that the database did not answer, and returns whether it is closed for good.
     *
     * @param now {@link System#nanoTime}
     */
    boolean isForGood(Throwable failure, long now) {
        if (!isOfTheFile(failure)) {
            since = null;
            return false;
        }
        if (since == null) {
            since = now;
        }
        return now - since >= LIMIT;
    }

    private static boolean isOfTheFile(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e && OF_THE_FILE.contains(e.getErrorCode())) {
                return true;
            }
            Matcher code = CODE.matcher(String.valueOf(cause.getMessage()));
            if (code.find() && OF_THE_FILE.contains(Integer.valueOf(code.group(1)))) {
                return true;
            }
        }
        return false;
    }
}
