package com.example.orders.notes;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Requests that are answered by another thread than the one they came in: for live keys only. */
@Path("v1/later/{batch}")
@RequestScoped
@Produces("text/plain")
@RolesAllowed("key")
public class LaterResource {
    @EJB
    NoteTable table;

    @EJB
    Notes notes;

    @Resource
    ManagedExecutorService executor;

    @PathParam("batch")
    String batch;

    @POST
    @Path("suspended/{id}")
    public void suspended(@PathParam("id") String id, @Suspended AsyncResponse answer) throws SQLException {
        table.make();
        notes.insert(id, batch);
        executor.submit(() -> answer.resume("later"));
    }

    @POST
    @Path("stage/{id}")
    public CompletionStage<String> stage(@PathParam("id") String id) throws SQLException {
        table.make();
        notes.insert(id, batch);
        return CompletableFuture.supplyAsync(
                () -> {
                    pause();
                    return "later";
                },
                executor);
    }

    @GET
    @Path("events/{id}")
    @Produces("text/event-stream")
    public void events(@PathParam("id") String id, @Context SseEventSink sink, @Context Sse sse) throws SQLException {
        table.make();
        notes.insert(id, batch);
        executor.submit(() -> {
            try (sink) {
                sink.send(sse.newEvent("later"));
            }
        });
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
