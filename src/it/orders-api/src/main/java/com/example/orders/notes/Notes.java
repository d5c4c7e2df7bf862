package com.example.orders.notes;

import jakarta.annotation.Resource;
import jakarta.ejb.AsyncResult;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.EJBContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/** Notes in a transaction: of its own where there is none, or as each method says. */
@Stateless
public class Notes {
    @PersistenceContext
    EntityManager entities;

    @Resource(lookup = "java:comp/DefaultDataSource")
    DataSource source;

    @Resource
    EJBContext context;

    public void persist(String id, String batch) {
        entities.persist(new Note(id, batch));
    }

    public void insert(String id, String batch) throws SQLException {
        try (Connection connection = source.getConnection()) {
            NoteRows.insert(connection, id, batch);
        }
    }

    /** Kept by nobody: the transaction is marked. */
    public void insertInVain(String id, String batch) throws SQLException {
        insert(id, batch);
        context.setRollbackOnly();
    }

    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void insertApart(String id, String batch) throws SQLException {
        insert(id, batch);
    }

    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void insertOutside(String id, String batch) throws SQLException {
        insert(id, batch);
    }

    @Asynchronous
    public Future<Boolean> insertLater(String id, String batch) throws SQLException {
        insert(id, batch);
        return new AsyncResult<>(true);
    }
}
