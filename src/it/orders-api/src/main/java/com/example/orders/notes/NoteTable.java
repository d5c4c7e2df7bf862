package com.example.orders.notes;

import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Makes the table when the first note comes, by when Chatelaine has made its own in what was an empty database. */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NoteTable {
    @Resource(lookup = "java:comp/DefaultDataSource")
    DataSource source;

    private boolean made;

    public void make() throws SQLException {
        if (!made) {
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS orders_note (id VARCHAR(64) PRIMARY KEY,"
                        + " batch VARCHAR(64) NOT NULL, INDEX orders_note_batch (batch))");
            }
            made = true;
        }
    }
}
