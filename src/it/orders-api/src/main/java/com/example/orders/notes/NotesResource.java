package com.example.orders.notes;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.Transactional;
import jakarta.transaction.UserTransaction;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Notes, written in all the ways in which what a test key writes is undone. */
@Path("v1/notes/{batch}")
@RequestScoped
@Produces("text/plain")
@RolesAllowed("key")
public class NotesResource {
    @EJB
    NoteTable table;

    @EJB
    Notes notes;

    @Resource(lookup = "java:comp/DefaultDataSource")
    DataSource source;

    @Resource
    UserTransaction transaction;

    @PathParam("batch")
    String batch;

    @GET
    public int count() throws SQLException {
        table.make();
        try (Connection connection = source.getConnection()) {
            return NoteRows.count(connection, batch);
        }
    }

    @POST
    @Path("jpa/{id}")
    public String jpa(@PathParam("id") String id) throws SQLException {
        table.make();
        notes.persist(id, batch);
        return "by JPA";
    }

    @POST
    @Path("ejb/{id}")
    public String ejb(@PathParam("id") String id) throws SQLException {
        table.make();
        notes.insert(id, batch);
        return "by an EJB";
    }

    @POST
    @Path("jdbc/{id}")
    public String jdbc(@PathParam("id") String id) throws SQLException {
        table.make();
        insert(id);
        return "by JDBC";
    }

    @POST
    @Path("bean/{id}")
    @Transactional
    public String bean(@PathParam("id") String id) throws SQLException {
        table.make();
        insert(id);
        return "by a bean";
    }

    /** Fails behind the write. */
    @POST
    @Path("failing/{id}")
    public String failing(@PathParam("id") String id) throws SQLException {
        jdbc(id);
        throw new IllegalStateException("as it is asked to");
    }

    /** The answer is under way before the write. */
    @POST
    @Path("early/{id}")
    public String early(@PathParam("id") String id, @Context HttpServletResponse response)
            throws SQLException, IOException {
        response.setHeader("X-Chatelaine-Environment", "live");
        response.flushBuffer();
        return jdbc(id);
    }

    /** Marks the transaction behind the write. */
    @POST
    @Path("marked/{id}")
    public String marked(@PathParam("id") String id) throws SQLException {
        jdbc(id);
        notes.insertInVain(id + "-in-vain", batch);
        return "in vain";
    }

    /** Commits what is not its own; says why not. */
    @POST
    @Path("committed/{id}")
    public String committed(@PathParam("id") String id) throws SQLException {
        jdbc(id);
        try {
            transaction.commit();
            return "committed";
        } catch (Exception e) {
            return e.getClass().getSimpleName();
        }
    }

    /** Begins a transaction of its own; says why not. */
    @POST
    @Path("begun/{id}")
    public String begun(@PathParam("id") String id) throws Exception {
        table.make();
        try {
            transaction.begin();
        } catch (Exception e) {
            return e.getClass().getSimpleName();
        }
        insert(id);
        transaction.commit();
        return "committed";
    }

    private void insert(String id) throws SQLException {
        try (Connection connection = source.getConnection()) {
            NoteRows.insert(connection, id, batch);
        }
    }
}
