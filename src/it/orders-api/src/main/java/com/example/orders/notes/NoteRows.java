package com.example.orders.notes;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Notes by plain JDBC, on a connection that is somebody else's. */
final class NoteRows {
    private NoteRows() {}

    static void insert(Connection connection, String id, String batch) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO orders_note (id, batch) VALUES (?, ?)")) {
            statement.setString(1, id);
            statement.setString(2, batch);
            statement.executeUpdate();
        }
    }

    static int count(Connection connection, String batch) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT COUNT(*) FROM orders_note WHERE batch = ?")) {
            statement.setString(1, batch);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
