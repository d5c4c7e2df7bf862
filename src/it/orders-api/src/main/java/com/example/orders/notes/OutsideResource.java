package com.example.orders.notes;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Notes, written in the ways that stay, whatever the key: outside the transaction of the request. */
@Path("v1/outside/{batch}")
@RequestScoped
@Produces("text/plain")
@RolesAllowed("key")
public class OutsideResource {
    @EJB
    NoteTable table;

    @EJB
    Notes notes;

    @EJB
    OwnTransactions own;

    @Resource
    ManagedExecutorService executor;

    @Resource(lookup = "java:comp/DefaultDataSource")
    DataSource source;

    @PathParam("batch")
    String batch;

    @POST
    @Path("requires-new/{id}")
    public String requiresNew(@PathParam("id") String id) throws SQLException {
        table.make();
        notes.insertApart(id, batch);
        return "in a new transaction";
    }

    @POST
    @Path("not-supported/{id}")
    public String notSupported(@PathParam("id") String id) throws SQLException {
        table.make();
        notes.insertOutside(id, batch);
        return "in no transaction";
    }

    @POST
    @Path("bean-managed/{id}")
    public String beanManaged(@PathParam("id") String id) throws Exception {
        table.make();
        own.insert(id, batch);
        return "in a transaction of the bean's own";
    }

    @POST
    @Path("asynchronous/{id}")
    public String asynchronous(@PathParam("id") String id) throws Exception {
        table.make();
        notes.insertLater(id, batch).get();
        return "in another thread";
    }

    @POST
    @Path("executor/{id}")
    public String executor(@PathParam("id") String id) throws Exception {
        table.make();
        executor.submit(() -> {
                    notes.insert(id, batch);
                    return true;
                })
                .get();
        return "in a thread of the executor";
    }

    /** A change of a table commits what came before it, on MySQL and on H2. */
    @POST
    @Path("ddl/{id}")
    public String ddl(@PathParam("id") String id) throws SQLException {
        table.make();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            NoteRows.insert(connection, id, batch);
            statement.execute("CREATE TABLE IF NOT EXISTS orders_draft (id VARCHAR(64) PRIMARY KEY)");
        }
        return "before a change of a table";
    }

    /** Commits the connection, which is the server's to do; says whether it could. */
    @POST
    @Path("commit/{id}")
    public String commit(@PathParam("id") String id) throws SQLException {
        table.make();
        try (Connection connection = source.getConnection()) {
            NoteRows.insert(connection, id, batch);
            try {
                if (!connection.getAutoCommit()) {
                    connection.commit();
                }
                return "committed";
            } catch (SQLException e) {
                return "refused";
            }
        }
    }

    /** The same by asking for a commit after each statement. */
    @POST
    @Path("auto-commit/{id}")
    public String autoCommit(@PathParam("id") String id) throws SQLException {
        table.make();
        try (Connection connection = source.getConnection()) {
            NoteRows.insert(connection, id, batch);
            try {
                connection.setAutoCommit(true);
                return "committed";
            } catch (SQLException e) {
                return "refused";
            }
        }
    }

    /** What leaves the house, as mail does: here a file, whose path is the answer. */
    @POST
    @Path("letter/{id}")
    public String letter(@PathParam("id") String id) throws IOException {
        return Files.writeString(Files.createTempFile("orders-", ".letter"), batch + ' ' + id)
                .toString();
    }
}
