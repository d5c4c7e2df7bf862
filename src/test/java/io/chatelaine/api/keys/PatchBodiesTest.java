package io.chatelaine.api.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chatelaine.account.AccountPatch;
import io.chatelaine.api.accounts.PatchAccountRequest;
import io.chatelaine.api.json.JsonBody;
import io.chatelaine.api.json.JsonReader;
import io.chatelaine.management.KeyPatchRequest;
import io.chatelaine.problem.ProblemException;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.request.RestrictionsRequest;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads bodies of a PATCH (RFC 7396), which distinguish absent from null. */
class PatchBodiesTest {
    private static final List<String> LISTS = List.of("ips", "referrers", "endpoints");
    private static final MediaType MERGE_PATCH = new MediaType("application", "merge-patch+json");

    @SuppressWarnings("unchecked")
    private static <T extends JsonBody> T read(Class<T> type, String body, MediaType mediaType) {
        MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
        headers.putSingle("Content-Type", "as the media type says");
        try {
            return (T) new JsonReader()
                    .readFrom(
                            (Class<JsonBody>) (Class<?>) type,
                            type,
                            new Annotation[0],
                            mediaType,
                            headers,
                            new ByteArrayInputStream(body.getBytes(UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyPatchRequest key(String body) {
        return read(PatchKeyRequest.class, body, MERGE_PATCH).asked();
    }

    private static ProblemType refusal(Class<? extends JsonBody> type, String body, MediaType mediaType) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> read(type, body, mediaType));
        assertThat(refusal).as(body).isNotNull();
        return refusal.problem().type();
    }

    @Test
    void everyMemberIsRead() {
        assertThat(key("{\"name\":\"n\",\"scopes\":[\"a\"],\"enabled\":false,\"expires_at\":\"2027\"}"))
                .isEqualTo(new KeyPatchRequest("n", List.of("a"), false, true, "2027", null));
        assertThat(read(PatchAccountRequest.class, "{\"name\":\"n\",\"enabled\":true}", MERGE_PATCH)
                        .asked())
                .isEqualTo(new AccountPatch("n", true));
    }

    @Test
    void whatIsNotThereIsNotSaid() {
        assertThat(key("{}")).isEqualTo(new KeyPatchRequest(null, null, null, false, null, null));
        assertThat(read(PatchAccountRequest.class, "{}", MERGE_PATCH).asked()).isEqualTo(new AccountPatch(null, null));
    }

    @Test
    void nullTakesAwayWhatAKeyCanBeWithout() {
        assertThat(key("{\"expires_at\":null}")).isEqualTo(new KeyPatchRequest(null, null, null, true, null, null));
        assertThat(key("{\"restrictions\":null}"))
                .isEqualTo(new KeyPatchRequest(null, null, null, false, null, RestrictionsRequest.NONE));
        for (String list : LISTS) {
            assertThat(lists("{\"restrictions\":{\"" + list + "\":null}}"))
                    .isEqualTo(lists("{\"restrictions\":{\"" + list + "\":[]}}"));
        }
    }

    private static @Nullable RestrictionsRequest lists(String body) {
        return key(body).restrictions();
    }

    @Test
    void listOfARestrictionThatIsNotThereIsNotSaid() {
        assertThat(lists("{\"restrictions\":{\"ips\":[],\"referrers\":[],\"endpoints\":[]}}"))
                .isEqualTo(RestrictionsRequest.NONE);
        assertThat(lists("{\"restrictions\":{}}")).isEqualTo(new RestrictionsRequest(null, null, null));
        assertThat(lists("{\"restrictions\":{\"ips\":[\"a\",\"b\"]}}"))
                .isEqualTo(new RestrictionsRequest(List.of("a", "b"), null, null));
        assertThat(lists("{\"restrictions\":{\"referrers\":[\"a\"],\"endpoints\":[]}}"))
                .isEqualTo(new RestrictionsRequest(null, List.of("a"), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":null}",
                "{\"scopes\":null}",
                "{\"scopes\":[null]}",
                "{\"scopes\":[1]}",
                "{\"enabled\":null}",
                "{\"enabled\":0}",
                "{\"enabled\":\"true\"}",
                "{\"enabled\":[]}",
                "{\"expires_at\":1}",
                "{\"expires_at\":null,\"expires_at\":null}",
                "{\"restrictions\":[]}",
                "{\"restrictions\":\"\"}",
                "{\"restrictions\":{\"ips\":\"x\"}}",
                "{\"restrictions\":{\"ips\":[1]}}",
                "{\"restrictions\":{\"ips\":[null]}}",
                "null",
                "[]"
            })
    void anotherTypeIsMalformed(String body) {
        assertThat(refusal(PatchKeyRequest.class, body, MERGE_PATCH)).isEqualTo(ProblemType.MALFORMED_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"expiresAt", "expiry", "id", "tier", "environment", "created_by", "admin"})
    void anotherMemberIsNamed(String member) {
        assertThat(refusal(PatchKeyRequest.class, "{\"" + member + "\":true}", MERGE_PATCH))
                .isEqualTo(ProblemType.INVALID);
    }

    @Test
    void mergePatchIsNoTypeForAnIssue() {
        assertThat(refusal(IssueKeyRequest.class, "{}", MERGE_PATCH)).isEqualTo(ProblemType.UNSUPPORTED_MEDIA_TYPE);
        assertThat(refusal(PatchKeyRequest.class, "{}", new MediaType("application", "json-patch+json")))
                .isEqualTo(ProblemType.UNSUPPORTED_MEDIA_TYPE);
    }
}
