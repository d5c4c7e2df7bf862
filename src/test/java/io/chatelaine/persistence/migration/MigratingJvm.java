package io.chatelaine.persistence.migration;

import io.chatelaine.testing.TestDatabase;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A separate JVM that runs the migrations and halts right after a given number of changes, like a SIGKILL. */
final class MigratingJvm {
    private MigratingJvm() {}

    /** @param arguments the URL of the database, and the number of changes; 0 for no halt */
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
