package io.chatelaine.seeds;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatelaine.security.ApiKeyPrincipal;
import jakarta.annotation.security.DeclareRoles;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The resource of seed 001's calls: the environments of an organisation, for keys of that organisation only. */
@WebServlet(name = "seed-environments", urlPatterns = "/api/environments/list")
@DeclareRoles(EnvironmentsServlet.ROLE)
public class EnvironmentsServlet extends HttpServlet {
    static final String ROLE = "environments:read";

    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonNode organisation = Answers.body(request).path("orgSlug");
        if (!organisation.isTextual()) {
            refuse(request, response, 400);
        } else if (!organisation.asText().equals(((ApiKeyPrincipal) request.getUserPrincipal()).accountSlug())) {
            refuse(request, response, 404);
        } else if (!request.isUserInRole(ROLE)) {
            refuse(request, response, 403);
        } else {
            Answers.write(request, response, 200, Answers.empty("environments"));
        }
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, int status)
            throws IOException {
        Answers.write(request, response, status, Answers.object().put("refused", status));
    }
}
