package io.chatelaine.seeds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chatelaine.security.ApiKeyPrincipal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads and writes the JSON of the seeds' resources; every response names the key of the request and its account. */
final class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** Returns an object with an empty list of that name. */
    static ObjectNode empty(String list) {
        ObjectNode object = JSON.createObjectNode();
        object.putArray(list);
        return object;
    }

    /** Returns the body; a missing node if it is not JSON. */
    static JsonNode body(HttpServletRequest request) throws IOException {
        try {
            return JSON.readTree(request.getInputStream().readAllBytes());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    static void write(HttpServletRequest request, HttpServletResponse response, int status, ObjectNode answer)
            throws IOException {
        ApiKeyPrincipal key = (ApiKeyPrincipal) request.getUserPrincipal();
        answer.putObject("caller")
                .put("account", key.accountSlug())
                .put("key", key.keyId())
                .put("tier", key.tier());
        byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
