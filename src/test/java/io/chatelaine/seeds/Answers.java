package io.chatelaine.seeds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chatelaine.security.ApiKeyPrincipal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** JSON as the seeds' own resources read and write it; every answer says which key came in, and whose it is. */
final class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** An object with an empty list of that name. */
    static ObjectNode empty(String list) {
        ObjectNode object = JSON.createObjectNode();
        object.putArray(list);
        return object;
    }

    /** The body; a missing node where it is no JSON. */
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
