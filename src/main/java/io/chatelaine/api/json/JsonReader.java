package io.chatelaine.api.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.chatelaine.api.BoundedBody;
import io.chatelaine.problem.Problem;
import io.chatelaine.problem.Problem.Invalid;
import io.chatelaine.problem.ProblemException;
import io.chatelaine.problem.ProblemType;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads a request body strictly: UTF-8, at most 16 KiB, one JSON value of the requested type, nothing after it. */
@Provider
@Consumes(MediaType.WILDCARD)
public class JsonReader implements MessageBodyReader<JsonBody> {
    private static final int LARGEST = BoundedBody.LARGEST;
    private static final int LONGEST_NAME = 24;

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return JsonBody.class.isAssignableFrom(type);
    }

    @Override
    public JsonBody readFrom(
            Class<JsonBody> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        if (headers.getFirst("Content-Type") == null || !isJsonInUtf8(type, mediaType)) {
            throw new ProblemException(Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE));
        }
        byte[] bytes = body.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new ProblemException(Problem.of(ProblemType.TOO_LARGE));
        }
        return parse(type, text(bytes));
    }

    private static boolean isJsonInUtf8(Class<JsonBody> type, MediaType mediaType) {
        String essence = mediaType.getType() + '/' + mediaType.getSubtype();
        boolean patch = MergePatch.class.isAssignableFrom(type) && essence.equalsIgnoreCase(JsonTypes.MERGE_PATCH);
        if (!patch && !essence.equalsIgnoreCase(JsonTypes.JSON)) {
            return false;
        }
        String charset = mediaType.getParameters().get(MediaType.CHARSET_PARAMETER);
        return charset == null || charset.equalsIgnoreCase("utf-8");
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("The body is not UTF-8.");
        }
    }

    private static JsonBody parse(Class<JsonBody> type, String text) throws IOException {
        try {
            // Parses to the end first: a syntax error is reported before an unknown member.
            Json.MAPPER.readTree(text);
            JsonBody value = Json.MAPPER.readValue(text, type);
            if (value == null) {
                throw malformed("The body is not a JSON object: it is null.");
            }
            return value;
        } catch (UnrecognizedPropertyException e) {
            throw new ProblemException(new Problem(
                    ProblemType.INVALID,
                    "The request is invalid: see `errors`.",
                    List.of(new Invalid(shown(e.getPropertyName()), "is not a member of this request"))));
        } catch (JsonProcessingException e) {
            throw malformed("The body is not valid JSON for this call" + place(e) + '.');
        }
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null || e.getLocation().getLineNr() < 1
                ? ""
                : ": line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    /** Returns the client's text only if it looks like the name of a member: a key has digits and is longer. */
    private static String shown(String member) {
        boolean name = member.length() <= LONGEST_NAME
                && member.chars().allMatch(c -> c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
        return name ? member : "(another)";
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(Problem.of(ProblemType.MALFORMED_REQUEST, detail));
    }
}
