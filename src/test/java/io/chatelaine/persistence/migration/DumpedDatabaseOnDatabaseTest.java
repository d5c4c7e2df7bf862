package io.chatelaine.persistence.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A migration keeps all rows of a database that an earlier version has filled. */
class DumpedDatabaseOnDatabaseTest {
    private static final List<String> TABLES = List.of(
            "account",
            "api_key",
            "key_format",
            "installation",
            "audit",
            "epoch",
            "change_log",
            "account_change_log",
            "idempotent_issue",
            "key_use",
            "usage_hour",
            "quota_use",
            "partner_application");

    @TempDir
    Path directory;

    /** A query and its result. */
    private record Read(String query, List<String> rows) {}

    @Test
    void everyRowAndColumnOfVersion8IsKept() throws SQLException {
        TestDatabase database = TestDatabase.dumped(directory, "v8");
        List<Read> before = new ArrayList<>();
        for (String table : TABLES) {
            String query = query(database, table);
            before.add(new Read(query, database.rows(query)));
        }
        assertThat(before).allMatch(read -> !read.rows().isEmpty());
        Schema.migrate(database.source(), database.url());
        for (Read read : before) {
            assertThat(database.rows(read.query())).as(read.query()).isEqualTo(read.rows());
        }
        assertVersion8(database);
    }

    /** Returns a query for the present columns, so that later ones are ignored. */
    private static String query(TestDatabase database, String table) throws SQLException {
        try (Connection connection = database.source().getConnection();
                ResultSet row = connection.createStatement().executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
            StringBuilder columns = new StringBuilder();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                columns.append(i == 1 ? "" : ", ").append(row.getMetaData().getColumnName(i));
            }
            return "SELECT " + columns + " FROM " + table + " ORDER BY " + columns;
        }
    }

    private static void assertVersion8(TestDatabase database) throws SQLException {
        assertThat(database.rows("SELECT slug, name, enabled FROM account ORDER BY slug"))
                .map(row -> row.replace("|1", "|TRUE").replace("|0", "|FALSE"))
                .containsExactly(
                        "acme|Acme GmbH & Söhne 🔑|TRUE",
                        "default|Default|TRUE",
                        "gone|Suspended|FALSE",
                        "other|Other|TRUE");
        assertThat(database.rows("SELECT name, revoke_reason FROM api_key WHERE revoked_at IS NOT NULL ORDER BY name"))
                .containsExactly("Child 2|null", "Revoked|Lost on a train 🚆");
        assertThat(database.rows("SELECT restrictions FROM api_key WHERE name = 'Restricted'"))
                .containsExactly("ip 127.0.0.0/8\nendpoint GET /v1/me\n");
        assertThat(database.rows("SELECT expires_at FROM api_key WHERE name = 'Ends 2099'"))
                .map(end -> end.substring(0, 21))
                .containsExactly("2099-12-31 23:59:59.5");
        assertThat(database.rows("SELECT status, use_case FROM partner_application ORDER BY status, created_at"))
                .containsExactly(
                        "approved|Prices of cards,\nfor a shop 🃏",
                        "pending|Prices of cards,\nfor a shop 🃏",
                        "refused|Prices of cards,\nfor a shop 🃏");
        assertThat(database.rows("SELECT COUNT(*) FROM audit")).containsExactly("42");
    }
}
