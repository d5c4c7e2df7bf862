package io.chatelaine.seeds;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The resource of seed 002's calls: reads the announcement of a file, and returns the values that it read. */
@WebServlet(name = "seed-upload", urlPatterns = "/api/v1/storage/upload")
public class UploadServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonNode file = Answers.body(request);
        Answers.write(
                request,
                response,
                200,
                Answers.object()
                        .put("filename", file.path("filename").asText())
                        .put("mimeType", file.path("mimeType").asText())
                        .put("size", file.path("size").asInt()));
    }
}
