package io.chatelaine.seeds;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The resource of seed 003's curl example: a user by id. */
@WebServlet(name = "seed-users", urlPatterns = "/v1/users/*")
public class UsersServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String id = String.valueOf(request.getPathInfo()).substring(1);
        Answers.write(request, response, 200, Answers.object().put("id", id));
    }
}
