package io.chatelaine.persistence;

import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.config.StartRefusal;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the schema up to date before anything else asks the database; only ever forward. */
@Singleton
@Startup
@DependsOn("SettingsStart")
@TransactionManagement(TransactionManagementType.BEAN)
public class Migration {
    @Inject
    DataSource dataSource;

    @Inject
    SettingsSnapshot settings;

    @PostConstruct
    void start() {
        try (Connection connection = dataSource.getConnection()) {
            if (!settings.current().allowVolatile()) {
                Durability.require(connection);
            }
            migrate(dataSource, connection.getMetaData().getURL());
        } catch (SQLException | FlywayException e) {
            throw StartRefusal.because("the database cannot be used: " + e.getMessage());
        }
    }

    /** For any JVM that has the data source. */
    public static void migrate(DataSource dataSource, String url) {
        Flyway.configure(Migration.class.getClassLoader())
                .dataSource(dataSource)
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
