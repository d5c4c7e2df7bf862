package io.chatelaine.persistence;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tables as the migration files make them: the same on each database, and only ever forward. */
public final class Schema {
    private Schema() {}

    /** For any JVM that has the data source. */
    public static void migrate(DataSource dataSource, String url) {
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(Unhurried.of(dataSource))
                .locations("classpath:db/migration")
                .placeholders(collations(url))
                .load()
                .migrate();
    }

    private static Map<String, String> collations(String url) {
        if (url.startsWith("jdbc:h2:")) {
            return Map.of("ascii", "", "exact", "");
        }
        return Map.of(
                "ascii", "CHARACTER SET ascii COLLATE ascii_bin",
                "exact", "CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
    }
}
