package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** After all others: what the server logged at the finest level, and what its database holds, is free of keys. */
@Order(Integer.MAX_VALUE)
@Isolated("Looks at what all others left behind")
class LogHoldsNoKeyIT {
    private final Server server = ServerSession.server();

    @Test
    void nothingThatTheServerLoggedHoldsAKey() {
        Api.admin(server).issue("one at least");
        String log = server.log();
        Cell cell = Cell.current();
        String finest = cell.onWildFly() ? "[EL Finest" : "FINE";
        String driver = cell.onMySql() ? "[QUERY]" : "setBytes";
        List<String> all = List.of(finest, driver, "INSERT INTO audit", "key_format");
        for (String part : cell.logsAll() ? all : List.of("refused, ")) {
            assertThat(log.contains(part)).as("%s in the log", part).isTrue();
        }
        assertThat(Api.KEYS_SEEN).hasSizeGreaterThan(1);
        assertHoldsNoKey(log, "the log");
    }

    @Test
    void databaseHoldsNoKey() throws IOException, SQLException {
        String held = Cell.current().onMySql()
                ? everyColumn()
                : new String(Files.readAllBytes(server.databaseFile()), StandardCharsets.ISO_8859_1);
        assertThat(held).contains("First admin key");
        assertHoldsNoKey(held, "the database");
    }

    /** Of every table, as bytes: what MySQL keeps in files besides (its logs) it writes from these. */
    private static String everyColumn() throws SQLException {
        StringBuilder held = new StringBuilder();
        try (Connection connection = Cell.current().connect();
                ResultSet tables = connection.getMetaData().getTables(connection.getCatalog(), null, "%", null)) {
            while (tables.next()) {
                appendTable(tables.getString("TABLE_NAME"), connection, held);
            }
        }
        return held.toString();
    }

    private static void appendTable(String table, Connection connection, StringBuilder held) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM `" + table + '`')) {
            while (rows.next()) {
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    byte[] value = rows.getBytes(column);
                    held.append(value == null ? "" : new String(value, StandardCharsets.ISO_8859_1))
                            .append('\n');
                }
            }
        }
    }

    /** None of the keys that any client was ever given stands there, in none of its forms. */
    static void assertHoldsNoKey(String text, String where) {
        List<String> forms =
                Api.KEYS_SEEN.stream().flatMap(key -> forms(key).stream()).toList();
        // As little of it as tells which it is.
        assertThat(new ManyTexts(forms).findIn(text).map(form -> form.substring(0, 4)))
                .as("a form of a key in %s", where)
                .isEmpty();
    }

    /** The key, its secret part alone, and both as Base64. */
    private static List<String> forms(String key) {
        String body = key.substring(key.lastIndexOf('_') + 1);
        // The hint, four characters of it, may be known.
        String secret = body.length() > 20 ? body.substring(4) : key;
        return List.of(
                secret, base64(key).substring(0, 20), base64(secret).substring(0, secret.length() > 20 ? 24 : 4));
    }

    private static String base64(String text) {
        return Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
