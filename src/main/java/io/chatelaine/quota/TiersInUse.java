package io.chatelaine.quota;

import io.chatelaine.config.InvalidSettingException;
import io.chatelaine.config.Settings;
import io.chatelaine.config.SettingsCheck;
import io.chatelaine.database.DatabaseClock;
import io.chatelaine.database.TimeLimitedConnection;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the settings name the tier of every key that is neither revoked nor expired; a key would have no limits
 * if its tier were removed. The check reads one index entry for each tier of any key, and the counted keys of a missing
 * tier.
 */
@Singleton
public class TiersInUse implements SettingsCheck {
    /** The most keys that are counted, and the most tiers that are checked. */
    static final int MOST = 10_000;

    static final String NEXT = "SELECT tier FROM api_key WHERE tier > ? ORDER BY tier LIMIT 1";
    static final String LIVING = "SELECT COUNT(*) FROM (SELECT 1 FROM api_key WHERE tier = ? AND revoked_at IS NULL"
            + " AND expires_at %s LIMIT " + (MOST + 1) + ") living";

    private final DataSource dataSource;
    private final DatabaseClock clock;

    @Inject
    public TiersInUse(DataSource dataSource, DatabaseClock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    @Override
    public void check(Settings settings) {
        try (TimeLimitedConnection connection = TimeLimitedConnection.of(dataSource)) {
            String tier = next(connection, "");
            for (int i = 0; tier != null && i < MOST; i++) {
                check(settings, tier, connection);
                tier = next(connection, tier);
            }
        } catch (SQLException e) {
            throw wrong(settings, "tiers of all valid keys, which the database did not return: " + e.getMessage());
        }
    }

    private void check(Settings settings, String tier, TimeLimitedConnection connection) throws SQLException {
        if (settings.tiers().contains(settings.tierSettings().current(tier))) {
            return;
        }
        long living = count(connection, tier, "IS NULL") + count(connection, tier, "> " + clock.sql());
        if (living > 0) {
            String number = living > MOST ? "more than " + MOST : String.valueOf(living);
            throw wrong(
                    settings,
                    "names with " + tier + " among them, the tier of " + number + (living == 1 ? " key" : " keys")
                            + " neither revoked nor expired, or chatelaine.tiers.renamed with " + tier + ":NEW");
        }
    }

    private static InvalidSettingException wrong(Settings settings, String allowed) {
        return new InvalidSettingException("chatelaine.tiers", String.join(",", settings.tiers()), allowed);
    }

    private static @Nullable String next(TimeLimitedConnection connection, String tier) throws SQLException {
        try (PreparedStatement statement = connection.prepare(NEXT)) {
            statement.setString(1, tier);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    private static long count(TimeLimitedConnection connection, String tier, String expiresAt) throws SQLException {
        try (PreparedStatement statement = connection.prepare(LIVING.formatted(expiresAt))) {
            statement.setString(1, tier);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
