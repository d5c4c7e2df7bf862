package io.chatelaine.verification;

import io.chatelaine.config.ThrottledLog;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.SQLException;

/** Learns every five seconds of formats that another node issues keys in. */
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
public class FormatRefresh {
    private static final ThrottledLog LOG = new ThrottledLog(FormatRefresh.class);

    @Inject
    KnownFormats formats;

    @Schedule(hour = "*", minute = "*", second = "2/5", persistent = false)
    void refresh() {
        try {
            formats.reload();
        } catch (SQLException e) {
            LOG.log(
                    Level.WARNING,
                    "formats",
                    "The key formats could not be read; the known ones stay: " + e.getMessage());
        }
    }
}
