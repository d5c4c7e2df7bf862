package io.chatelaine.api.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.chatelaine.api.PageResponse;
import io.chatelaine.api.SuccessResponse;
import io.chatelaine.api.json.Json;
import io.chatelaine.api.json.JsonBody;
import io.chatelaine.api.json.JsonReader;
import io.chatelaine.api.keys.FoundKeyResponse.StillUsed;
import io.chatelaine.management.KeyRequest;
import io.chatelaine.problem.Problem;
import io.chatelaine.problem.Problem.Invalid;
import io.chatelaine.problem.ProblemException;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.restriction.Restrictions;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.nio.charset.Charset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static final MediaType JSON = MediaType.APPLICATION_JSON_TYPE;

    @SuppressWarnings("unchecked")
    private static KeyRequest read(byte[] body, MediaType mediaType, boolean sent) {
        MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
        if (sent) {
            headers.putSingle("Content-Type", "as the media type says");
        }
        try {
            JsonBody value = new JsonReader()
                    .readFrom(
                            (Class<JsonBody>) (Class<?>) IssueKeyRequest.class,
                            IssueKeyRequest.class,
                            new Annotation[0],
                            mediaType,
                            headers,
                            new ByteArrayInputStream(body));
            return ((IssueKeyRequest) value).asked();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyRequest read(String body) {
        return read(body.getBytes(UTF_8), JSON, true);
    }

    private static Problem problem(Runnable reading) {
        Problem[] problem = new Problem[1];
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(reading::run)
                .satisfies(e -> problem[0] = e.problem());
        return problem[0];
    }

    private static void assertMalformed(String body) {
        Problem problem = problem(() -> read(body));
        assertThat(problem.type()).as(body).isEqualTo(ProblemType.MALFORMED_REQUEST);
        assertThat(problem.detail()).startsWith("The body is ").endsWith(".").doesNotContain("chatelaine", "Exception");
    }

    @Test
    void everyMemberIsRead() {
        assertThat(read("""
                                {"name":"k","environment":"test","tier":"free","scopes":["keys:read","admin"],
                                 "expires_at":"2027-01-31T00:00:00Z"}
                                """))
                .isEqualTo(new KeyRequest(
                        "k", "test", "free", List.of("keys:read", "admin"), "2027-01-31T00:00:00Z", null));
    }

    @Test
    void aMemberThatIsNotThereIsNotSaid() {
        assertThat(read("{}")).isEqualTo(new KeyRequest(null, null, null, null, null, null));
        assertThat(read(" \r\n\t{ \"scopes\" : [ ] } \n"))
                .isEqualTo(new KeyRequest(null, null, null, List.of(), null, null));
    }

    @Test
    void tierAndExpiryMayBeNullAsInAKey() {
        assertThat(read("{\"tier\":null,\"expires_at\":null}"))
                .isEqualTo(new KeyRequest(null, null, null, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":null}",
                "{\"environment\":null}",
                "{\"scopes\":null}",
                "{\"scopes\":[null]}",
                "{\"scopes\":[\"a\",null]}"
            })
    void anyOtherNullIsRefused(String body) {
        assertMalformed(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":1}",
                "{\"name\":1.5}",
                "{\"name\":true}",
                "{\"name\":[]}",
                "{\"name\":[\"a\"]}",
                "{\"name\":{}}",
                "{\"name\":1e999999}",
                "{\"name\":-0}",
                "{\"environment\":0}",
                "{\"tier\":false}",
                "{\"tier\":[]}",
                "{\"expires_at\":1801440000}",
                "{\"expires_at\":{}}",
                "{\"scopes\":\"keys:read\"}",
                "{\"scopes\":\"\"}",
                "{\"scopes\":{}}",
                "{\"scopes\":1}",
                "{\"scopes\":[1]}",
                "{\"scopes\":[true]}",
                "{\"scopes\":[[\"a\"]]}",
                "{\"scopes\":[{}]}"
            })
    void aValueOfAnotherTypeIsRefused(String body) {
        assertMalformed(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "[{}]", "\"\"", "\"{}\"", "1", "true", "0.5", "\"k\""})
    void whatIsNoObjectIsRefused(String body) {
        assertMalformed(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "{\"name\"}",
                "{\"name\":}",
                "{\"name\":\"a\",}",
                "{name:\"a\"}",
                "{'name':'a'}",
                "{\"name\":\"a\" \"tier\":\"b\"}",
                "{\"name\":\"a\nb\"}",
                "{\"name\":\"a\tb\"}",
                "{\"name\":\"\\x41\"}",
                "{\"name\":\"\\u00g0\"}",
                "{\"name\":NaN}",
                "{\"name\":Infinity}",
                "{\"name\":01}",
                "{\"name\":+1}",
                "{\"name\":.5}",
                "{/* comment */}",
                "{} // comment",
                "# comment\n{}",
                "name=k",
                "<name>k</name>",
                "{\"scopes\":[\"a\",]}",
                "{\"scopes\":[,]}",
                "{\"name\":\"a\"",
                "nul"
            })
    void whatIsNoJsonIsRefused(String body) {
        assertMalformed(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}{}",
                "{} {}",
                "{} x",
                "{},",
                "{}]",
                "{}null",
                "{} 1",
                "{}\u0000",
                "{}\u00a0",
                "{\"name\":\"a\"}}"
            })
    void whatComesAfterTheEndIsRefused(String body) {
        assertMalformed(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"a\",\"name\":\"a\"}",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"name\":\"a\",\"\\u006eame\":\"b\"}",
                "{\"scopes\":[],\"name\":\"a\",\"scopes\":[\"admin\"]}",
                "{\"x\":1,\"x\":2}",
                "{\"x\":{\"y\":1,\"y\":2}}"
            })
    void aMemberThatStandsTwiceIsRefused(String body) {
        assertMalformed(body);
    }

    @Test
    void anUnknownMemberIsNamed() {
        Problem problem = problem(() -> read("{\"name\":\"a\",\"nam\":\"b\"}"));
        assertThat(problem.type()).isEqualTo(ProblemType.INVALID);
        assertThat(problem.detail()).isEqualTo("The request is invalid: see `errors`.");
        assertThat(problem.errors()).containsExactly(new Invalid("nam", "is not a member of this request"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Name", "NAME", "expiresAt", "asked", "", "class", "key"})
    void aMemberHasItsOneNameOnly(String name) {
        Problem problem = problem(() -> read("{\"" + name + "\":\"a\"}"));
        assertThat(problem.errors()).containsExactly(new Invalid(name, "is not a member of this request"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"expires-at", " name", "@class", "x1", "\uD83D\uDE00", "mmmmmmmmmmmmmmmmmmmmmmmmm"})
    void aMemberThatCouldBeAnythingIsNotRepeated(String name) {
        Problem problem = problem(() -> read("{\"" + name + "\":1}"));
        assertThat(problem.errors()).containsExactly(new Invalid("(another)", "is not a member of this request"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"x\":1",
                "{\"x\":1}}",
                "{\"x\":1,\"name\":\"a\",\"name\":\"b\"}",
                "{\"x\":1} {}",
                "{\"x\":tru}"
            })
    void whatIsNoJsonIsToldBeforeWhatIsNoMember(String body) {
        assertMalformed(body);
    }

    @Test
    void theFirstOfSeveralErrorsDecides() {
        assertThat(problem(() -> read("{\"nam\":1,\"name\":null}")).type()).isEqualTo(ProblemType.INVALID);
        assertThat(problem(() -> read("{\"nam\":1,\"scopes\":{}}")).type()).isEqualTo(ProblemType.INVALID);
        assertMalformed("{\"name\":null,\"nam\":1}");
        assertMalformed("{\"scopes\":{},\"nam\":1}");
    }

    @Test
    void aDepthOf32IsReadAndOf33Refused() {
        assertThatCode(() -> Json.MAPPER.readTree("[".repeat(32) + "]".repeat(32)))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(JsonProcessingException.class)
                .isThrownBy(() -> Json.MAPPER.readTree("[".repeat(33) + "]".repeat(33)));
        assertMalformed("{\"scopes\":" + "[".repeat(32) + "]".repeat(32) + "}");
        assertMalformed("{\"x\":" + "[".repeat(32) + "]".repeat(32) + "}");
        assertMalformed("{\"x\":".repeat(33) + "1" + "}".repeat(33));
        assertMalformed("[".repeat(8_000));
    }

    @Test
    void aNumberOfManyDigitsIsRefused() {
        assertMalformed("{\"x\":" + "9".repeat(65) + "}");
        assertMalformed("{\"name\":" + "9".repeat(10_000) + "}");
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        String body = "{\"name\":\"caf\u00e9\"}";
        assertThat(read(body).name()).isEqualTo("caf\u00e9");
        for (Charset other : List.of(ISO_8859_1, UTF_16, UTF_16BE, UTF_16LE)) {
            assertThat(problem(() -> read(body.getBytes(other), JSON, true)).type())
                    .as("%s", other)
                    .isEqualTo(ProblemType.MALFORMED_REQUEST);
        }
    }

    @Test
    void halfAndOverlongCharactersAreRefused() {
        for (int[] wrong : new int[][] {
            {0xc0, 0xaf}, {0xe0, 0x80, 0xaf}, {0xed, 0xa0, 0x80}, {0xc3}, {0x80}, {0xff}, {0xf4, 0x90, 0x80, 0x80}
        }) {
            byte[] body = new byte[11 + wrong.length];
            byte[] frame = "{\"name\":\"\"}".getBytes(UTF_8);
            System.arraycopy(frame, 0, body, 0, 9);
            for (int i = 0; i < wrong.length; i++) {
                body[9 + i] = (byte) wrong[i];
            }
            System.arraycopy(frame, 9, body, 9 + wrong.length, 2);
            assertThat(problem(() -> read(body, JSON, true)).detail()).isEqualTo("The body is not UTF-8.");
        }
    }

    @Test
    void aByteOrderMarkIsRefused() {
        assertMalformed("\ufeff{}");
    }

    @Test
    void aBodyHasAtMost16KiB() {
        String name = "{\"name\":\"" + "n".repeat(16 * 1024 - 11) + "\"}";
        assertThat(name.getBytes(UTF_8)).hasSize(16 * 1024);
        assertThat(read(name).name()).hasSize(16 * 1024 - 11);
        assertThat(problem(() -> read(name + " ")).type()).isEqualTo(ProblemType.TOO_LARGE);
        assertThat(problem(() -> read(" ".repeat(1_000_000))).type()).isEqualTo(ProblemType.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "UTF-8", "Utf-8"})
    void theCharsetIsUtf8(String charset) {
        MediaType mediaType = new MediaType("application", "json", charset);
        assertThat(read("{}".getBytes(UTF_8), mediaType, true).name()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain", "text/json", "application/xml", "application/x-www-form-urlencoded",
                        "multipart/form-data",
                "application/octet-stream", "application/problem+json", "application/merge-patch+json", "*/*", "text/*"
            })
    void anotherMediaTypeIsRefused(String type) {
        List<String> parts = List.of(type.split("/", -1));
        MediaType mediaType = new MediaType(parts.get(0), parts.get(1));
        assertThat(problem(() -> read("{}".getBytes(UTF_8), mediaType, true)).type())
                .isEqualTo(ProblemType.UNSUPPORTED_MEDIA_TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso-8859-1", "utf-16", "us-ascii", "utf8", ""})
    void anotherCharsetIsRefused(String charset) {
        MediaType mediaType = new MediaType("application", "json", Map.of("charset", charset));
        assertThat(problem(() -> read("{}".getBytes(UTF_8), mediaType, true)).type())
                .isEqualTo(ProblemType.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void aBodyWithoutAMediaTypeIsRefused() {
        // The default that a server uses for a missing type does not count.
        assertThat(problem(() -> read("{}".getBytes(UTF_8), JSON, false)).type())
                .isEqualTo(ProblemType.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void theMediaTypeIsJudgedBeforeTheBody() {
        assertThat(problem(() -> read("x".repeat(20_000).getBytes(UTF_8), MediaType.TEXT_PLAIN_TYPE, true))
                        .type())
                .isEqualTo(ProblemType.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void aGoodAnswerIsWrittenLiterally() throws JsonProcessingException {
        assertThat(Json.MAPPER.writeValueAsString(SuccessResponse.of("done", List.of(1))))
                .isEqualTo("{\"success\":true,\"message\":\"done\",\"data\":[1]}");
        assertThat(Json.MAPPER.writeValueAsString(SuccessResponse.of(List.of())))
                .isEqualTo("{\"success\":true,\"data\":[]}");
        assertThat(Json.MAPPER.writeValueAsString(new PageResponse<>(true, List.of(), null)))
                .isEqualTo("{\"success\":true,\"data\":[],\"next_cursor\":null}");
    }

    @Test
    void aKeyIsWrittenWithEveryMemberAndTheSecretOnlyWhereItIsMade() throws JsonProcessingException {
        KeyResponse key = response(Map.of());
        String members = "\"id\":\"key_1\",\"name\":\"k\",\"prefix\":\"ck_live_\",\"hint\":\"0123\","
                + "\"environment\":\"live\",\"tier\":null,\"status\":\"active\",\"scopes\":[\"keys:read\"],"
                + "\"restrictions\":{\"ips\":[],\"referrers\":[],\"endpoints\":[]},"
                + "\"created_at\":\"2026-11-22T12:00:00Z\",\"created_by\":null,\"last_used\":null,\"expires_at\":null,"
                + "\"revoked_at\":null,\"rotation_due\":null,\"replaces\":null";
        assertThat(Json.MAPPER.writeValueAsString(key)).isEqualTo("{" + members + "}");
        IssuedKeyResponse issued = new IssuedKeyResponse(key, "the-secret");
        assertThat(Json.MAPPER.writeValueAsString(issued)).isEqualTo("{" + members + ",\"key\":\"the-secret\"}");
        assertThat(issued).hasToString("IssuedKeyResponse[key_1, redacted]");
    }

    @Test
    void aKeyMayTellItsLastUseUnderASecondName() throws JsonProcessingException {
        KeyResponse key = response(Collections.singletonMap("lastUsedAt", null));
        assertThat(Json.MAPPER.writeValueAsString(key)).endsWith(",\"replaces\":null,\"lastUsedAt\":null}");
        assertThat(Json.MAPPER.writeValueAsString(new IssuedKeyResponse(key, "the-secret")))
                .endsWith(",\"lastUsedAt\":null,\"key\":\"the-secret\"}");
    }

    @Test
    void aRotatedKeyTellsWhoStillUsesItAndOthersDoNot() throws JsonProcessingException {
        KeyResponse key = response(Map.of());
        assertThat(Json.MAPPER.writeValueAsString(new FoundKeyResponse(key, Map.of())))
                .isEqualTo(Json.MAPPER.writeValueAsString(key));
        assertThat(Json.MAPPER.writeValueAsString(
                        new FoundKeyResponse(key, Collections.singletonMap("still_used", null))))
                .endsWith(",\"replaces\":null,\"still_used\":null}");
        StillUsed still = new StillUsed("2026-11-22T12:00:00Z", "192.0.2.1", null);
        KeyResponse aliased = response(Collections.singletonMap("lastUsedAt", null));
        assertThat(Json.MAPPER.writeValueAsString(new FoundKeyResponse(aliased, Map.of("still_used", still))))
                .endsWith(",\"lastUsedAt\":null,\"still_used\":{\"last_used\":\"2026-11-22T12:00:00Z\","
                        + "\"address\":\"192.0.2.1\",\"user_agent\":null}}");
    }

    @Test
    void theUseOfAKeyIsWrittenLiterally() throws JsonProcessingException {
        Map<String, Long> refused = Map.of("rate_limited", 2L);
        UsageResponse usage = new UsageResponse(
                "key_1",
                "2026-11-22T12:00:00Z",
                "2026-11-22T13:00:00Z",
                "hour",
                1,
                refused,
                null,
                null,
                List.of(new UsageResponse.Bucket("2026-11-22T12:00:00Z", 1, refused)));
        assertThat(Json.MAPPER.writeValueAsString(usage))
                .isEqualTo("{\"id\":\"key_1\",\"from\":\"2026-11-22T12:00:00Z\",\"to\":\"2026-11-22T13:00:00Z\","
                        + "\"step\":\"hour\",\"accepted\":1,\"refused\":{\"rate_limited\":2},\"last_used\":null,"
                        + "\"revoked_at\":null,\"buckets\":[{\"from\":\"2026-11-22T12:00:00Z\",\"accepted\":1,"
                        + "\"refused\":{\"rate_limited\":2}}]}");
    }

    private static KeyResponse response(Map<String, @Nullable String> aliases) {
        return new KeyResponse(
                "key_1",
                "k",
                "ck_live_",
                "0123",
                "live",
                null,
                "active",
                List.of("keys:read"),
                KeyResponse.Restrictions.of(Restrictions.NONE),
                "2026-11-22T12:00:00Z",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                aliases);
    }
}
