package com.example.orders.notes;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;

/** {@code /v1/later-servlet?batch=&id=}: the same by a servlet, part of whose answer is written before. */
@WebServlet(urlPatterns = "/v1/later-servlet", asyncSupported = true)
public class LaterServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @EJB
    transient NoteTable table;

    @EJB
    transient Notes notes;

    /** As the container knows it, whatever filters have made of it. */
    @Inject
    transient HttpServletRequest unwrapped;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            table.make();
            notes.insert(request.getParameter("id"), request.getParameter("batch"));
        } catch (SQLException e) {
            throw new ServletException(e);
        }
        response.setContentType("text/plain");
        response.getWriter().print("now, ");
        AsyncContext later =
                request.getParameter("unwrapped") == null ? request.startAsync() : unwrapped.startAsync();
        later.start(() -> {
            try {
                later.getResponse().getWriter().print("later");
            } catch (IOException e) {
                getServletContext().log("nobody listens", e);
            }
            later.complete();
        });
    }
}
