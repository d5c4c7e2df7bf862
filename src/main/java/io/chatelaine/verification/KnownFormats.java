package io.chatelaine.verification;

import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.database.TimeLimitedConnection;
import io.chatelaine.key.Alphabet;
import io.chatelaine.key.KeyFormat;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Key formats that verification accepts: the current one and all earlier ones. They are reloaded when the settings
 * change, so that keys in the previous format stay valid, and every 5 s ({@link FormatTimer}). A format of a later version
 * whose keys have another hash than SHA-256 is not one of them.
 */
@Singleton
public class KnownFormats {
    private final SettingsSnapshot settings;
    private final DataSource dataSource;
    private volatile @Nullable Known known;

    @Inject
    public KnownFormats(SettingsSnapshot settings, DataSource dataSource) {
        this.settings = settings;
        this.dataSource = dataSource;
    }

    private record Known(KeyFormat issued, List<KeyFormat> all) {}

    /**
     * Returns the formats.
     *
     * @param issued the current format, which is first in the list, because most keys have it
     */
    List<KeyFormat> all(KeyFormat issued) throws SQLException {
        Known formats = known;
        return formats != null && formats.issued.equals(issued) ? formats.all : reload(issued);
    }

    void reload() throws SQLException {
        reload(settings.current().format());
    }

    private List<KeyFormat> reload(KeyFormat issued) throws SQLException {
        List<KeyFormat> formats = new ArrayList<>(List.of(issued));
        try (TimeLimitedConnection connection = TimeLimitedConnection.of(dataSource);
                PreparedStatement statement = connection.prepare(
                        "SELECT prefix, alphabet, length, checksum FROM key_format" + " WHERE hash_scheme = 'sha256'");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                KeyFormat format = new KeyFormat(
                        row.getString(1), Alphabet.valueOf(row.getString(2)), row.getInt(3), row.getBoolean(4));
                if (!format.equals(issued)) {
                    formats.add(format);
                }
            }
        }
        known = new Known(issued, List.copyOf(formats));
        return formats;
    }
}
