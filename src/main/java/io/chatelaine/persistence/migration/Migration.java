package io.chatelaine.persistence.migration;

import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.persistence.DatabaseStartupFailure;
import io.chatelaine.persistence.DurabilityCheck;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Migrates the schema before any other bean uses the database; only forward. */
@Singleton
@Startup
@DependsOn("SettingsTimer")
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
                DurabilityCheck.require(connection);
            }
            Schema.migrate(dataSource, connection.getMetaData().getURL());
        } catch (SQLException | SchemaFailure e) {
            throw DatabaseStartupFailure.of(e);
        }
    }
}
