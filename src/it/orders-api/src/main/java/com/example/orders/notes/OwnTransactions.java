package com.example.orders.notes;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import javax.sql.DataSource;

/** Notes in transactions that the bean begins and commits by itself. */
@Stateless
@TransactionManagement(TransactionManagementType.BEAN)
public class OwnTransactions {
    @Resource
    UserTransaction transaction;

    @Resource(lookup = "java:comp/DefaultDataSource")
    DataSource source;

    public void insert(String id, String batch) throws Exception {
        transaction.begin();
        try (Connection connection = source.getConnection()) {
            NoteRows.insert(connection, id, batch);
        }
        transaction.commit();
    }
}
