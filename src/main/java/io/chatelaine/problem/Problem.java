package io.chatelaine.problem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.chatelaine.config.Wording;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Problem details for a client (RFC 9457, with {@code code}, {@code success}, {@code request_id} and {@code errors}).
 *
 * @param detail the explanation for the author of the client; it contains no input and no internals
 */
public record Problem(ProblemType type, String detail, List<Invalid> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final JsonFactory JSON = new JsonFactory();

    /** An invalid member and the reason. */
    public record Invalid(String field, String message) {}

    public Problem {
        errors = List.copyOf(errors);
    }

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of());
    }

    /** Creates a problem whose detail is the meaning of its type. */
    public static Problem of(ProblemType type) {
        return of(type, type.meaning());
    }

    /** Returns the JSON body. */
    public byte[] json(String contextPath, String requestId, Wording wording) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(384);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("type", contextPath + type.path());
            json.writeStringField("title", type.title(wording));
            json.writeNumberField("status", type.status());
            json.writeStringField("detail", detail);
            json.writeStringField("code", type.code());
            json.writeBooleanField("success", false);
            json.writeStringField("request_id", requestId);
            if (wording.errorMember()) {
                json.writeStringField("error", type.title(wording));
            }
            writeErrors(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void writeErrors(JsonGenerator json) throws IOException {
        if (errors.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("errors");
        for (Invalid error : errors) {
            json.writeStartObject();
            json.writeStringField("field", error.field());
            json.writeStringField("message", error.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
