package io.chatelaine.persistence.migration;

import io.chatelaine.testing.TestDatabase;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The migrations in a JVM of their own, which ends itself right after the change of a number, as by a SIGKILL. */
final class MigratingJvm {
    private MigratingJvm() {}

    /** @param arguments the URL of the database, and after which change; 0 for never */
    public static void main(String[] arguments) {
        Logger.getLogger("").setLevel(Level.OFF);
        TestDatabase database = new TestDatabase(arguments[0]);
        CutDataSource cut = new CutDataSource(
                database.source(),
                Integer.parseInt(arguments[1]),
                false,
                () -> Runtime.getRuntime().halt(137));
        System.out.println("begun");
        Schema.migrate(cut.source(), database.url());
    }
}
