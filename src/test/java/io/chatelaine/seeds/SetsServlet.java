package io.chatelaine.seeds;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What the curl of seed 000 asks for: a list of sets, for anyone with a key. */
@WebServlet(name = "seed-sets", urlPatterns = "/v1/sets")
public class SetsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answers.write(request, response, 200, Answers.empty("sets"));
    }
}
