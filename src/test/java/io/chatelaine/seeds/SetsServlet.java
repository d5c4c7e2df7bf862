package io.chatelaine.seeds;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The resource of seed 000's curl example: a list of sets, for every valid key. */
@WebServlet(name = "seed-sets", urlPatterns = "/v1/sets")
public class SetsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answers.write(request, response, 200, Answers.empty("sets"));
    }
}
