package io.chatelaine.architecture.wrong.management;

import io.chatelaine.architecture.wrong.api.OpenResource;
import io.chatelaine.database.DatabaseClock;
import io.chatelaine.key.PlaintextKey;
import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import java.sql.SQLException;
import java.sql.Statement;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A class that holds a plaintext key, reads a setting by itself, opens a transaction, takes a second connection, has a
 * name without meaning, five methods of one name, and a timer that may throw.
 */
@Stateless
public final class KeyHelper {
    private KeyHelper() {}

    public static String help(PlaintextKey key) {
        return key.reveal() + ConfigProvider.getConfig() + new OpenResource().open();
    }

    static String help(DatabaseClock clock) throws SQLException {
        return String.valueOf(clock.now());
    }

    static String help(Statement statement) throws SQLException {
        return String.valueOf(statement.execute("SELECT 1"));
    }

    static String help(int number) {
        return String.valueOf(number);
    }

    static String help(long number) {
        return String.valueOf(number);
    }

    @Schedule
    void tick() {
        new OpenResource().open();
    }
}
