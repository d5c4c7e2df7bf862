package io.chatelaine.persistence;

import io.chatelaine.config.StartupFailure;
import io.chatelaine.persistence.migration.MigrationProgress;
import io.chatelaine.persistence.migration.SchemaFailure;
import org.jspecify.annotations.Nullable;

/**
 * Describes in one line why the database is unusable: its host, if known, and the whole message of the root cause, or
 * of a {@link SchemaFailure}.
 */
public final class DatabaseStartupFailure {
    private DatabaseStartupFailure() {}

    public static StartupFailure of(Throwable thrown) {
        // The files of server-config read the URL from this variable.
        return StartupFailure.because(line(System.getenv("CHATELAINE_DB_URL"), thrown));
    }

    static String line(@Nullable String url, Throwable thrown) {
        return "the database" + place(url) + " cannot be used: " + cause(thrown);
    }

    /** Returns host and port only: the rest of a URL may contain a password. */
    private static String place(@Nullable String url) {
        int start = url == null ? -1 : url.indexOf("//");
        if (url == null || start < 0) {
            return "";
        }
        String rest = url.substring(start + 2);
        int end = 0;
        while (end < rest.length() && "/?#,".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        String server = rest.substring(0, end);
        return " at " + server.substring(server.lastIndexOf('@') + 1);
    }

    private static String cause(Throwable thrown) {
        Throwable deepest = thrown;
        while (!(deepest instanceof SchemaFailure) && deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = MigrationProgress.oneLine(deepest.getMessage());
        return message.isEmpty() ? deepest.getClass().getSimpleName() : message;
    }
}
