package io.chatelaine.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chatelaine.config.TestSettings;
import io.chatelaine.problem.ProblemType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The original request that a gateway asks about, for each dialect. */
class OriginalRequestTest {
    private static final String PROXY = "10.0.0.7";

    private static OriginalRequest read(String dialect, GatewayRequest request) throws UnanswerableException {
        return OriginalRequest.read(
                request,
                TestSettings.of("chatelaine.authorize.dialect", dialect, "chatelaine.trusted-proxies", PROXY)
                        .gateways());
    }

    /** @param headers pairs of a name and its values, separated by {@code |} */
    private static GatewayRequest sent(@Nullable String suffix, @Nullable String query, String... headers) {
        Map<String, String> values = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < headers.length; i += 2) {
            values.put(headers[i], headers[i + 1]);
        }
        return new GatewayRequest(PROXY, "HEAD", suffix, query, name -> {
            String all = values.get(name);
            return all == null ? List.of() : Arrays.asList(all.split("\\|", -1));
        });
    }

    private static GatewayRequest original(String uri, String method) {
        return sent("", null, "X-Original-URI", uri, "X-Original-Method", method);
    }

    private static void assertRefused(String dialect, GatewayRequest request, ProblemType type, String detail) {
        assertThatExceptionOfType(UnanswerableException.class)
                .isThrownBy(() -> read(dialect, request))
                .satisfies(e -> assertThat(e.problem().type()).isEqualTo(type))
                .withMessage(detail);
    }

    @Test
    void dialectNoneIgnoresHeadersAndReadsTheRequestItself() throws UnanswerableException {
        GatewayRequest forged =
                sent("", "scope=a", "X-Original-URI", "/x?y", "X-Forwarded-Uri", "/x?y", "X-Original-Method", "PUT");
        OriginalRequest original = read("none", forged);
        assertThat(original.original()).isEqualTo(new RequestTarget("HEAD", "/v1/authorize", null));
        assertThat(original.own()).isEqualTo("scope=a");
        assertThat(original.queries()).isEqualTo("scope=a");
        assertThat(read("none", sent("", null)).queries()).isNull();
    }

    @Test
    void originalReadsItsTwoHeadersAndNoOthers() throws UnanswerableException {
        GatewayRequest both = sent(
                "",
                "scope=a",
                "X-Original-URI",
                "/api/x%20y/?q=1&scope=b",
                "X-Original-Method",
                "POST",
                "X-Forwarded-Uri",
                "/other",
                "X-Forwarded-Method",
                "PUT");
        OriginalRequest original = read("original", both);
        assertThat(original.original()).isEqualTo(new RequestTarget("POST", "/api/x%20y/", "q=1&scope=b"));
        assertThat(original.own()).isEqualTo("scope=a");
        assertThat(original.queries()).isEqualTo("scope=a&q=1&scope=b");
    }

    @Test
    void forwardedReadsItsTwoHeadersAndNoOthers() throws UnanswerableException {
        GatewayRequest both = sent(
                "",
                null,
                "X-Forwarded-Uri",
                "/api?",
                "X-Forwarded-Method",
                "DELETE",
                "X-Original-URI",
                "/other",
                "X-Original-Method",
                "PUT");
        assertThat(read("forwarded", both))
                .isEqualTo(new OriginalRequest(new RequestTarget("DELETE", "/api", ""), null));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/api/x, -, /api/x, -, -",
                "/api/x, a=b&scope=c, /api/x, a=b&scope=c, -",
                "/, uri=/y, /, uri=/y, -",
                "//x/../y;z, -, //x/../y;z, -, -",
                "'', uri=/api/x, /api/x, -, -",
                "'', uri=/api/x?a=b&uri=/c&scope=d, /api/x, a=b&uri=/c&scope=d, -",
                "'', scope=d&account=e&uri=/, /, -, scope=d&account=e",
                "'', scope=d&uri=/x?, /x, '', scope=d",
            })
    void envoySendsThePathAfterOursOrInTheQuery(
            String suffix, @Nullable String query, String path, @Nullable String originals, @Nullable String own)
            throws UnanswerableException {
        GatewayRequest request = sent(suffix, query, "X-Original-URI", "/other", "X-Forwarded-Uri", "/other");
        assertThat(read("envoy", request))
                .isEqualTo(new OriginalRequest(new RequestTarget("HEAD", path, originals), own));
    }

    @ParameterizedTest
    @ValueSource(strings = {"original", "forwarded", "envoy"})
    void onlyATrustedProxyIsBelieved(String dialect) {
        for (String peer : new String[] {"10.0.0.8", "127.0.0.1", "::1", ""}) {
            GatewayRequest request = new GatewayRequest(peer, "GET", "", null, name -> List.of("/x"));
            assertRefused(
                    dialect,
                    request,
                    ProblemType.GATEWAY_NOT_BELIEVED,
                    "The gateway's address must be in the setting chatelaine.trusted-proxies.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "original, X-Original-Method, X-Original-URI",
        "original, X-Original-URI, X-Original-Method",
        "original, X-Forwarded-Uri, X-Original-URI",
        "forwarded, X-Forwarded-Method, X-Forwarded-Uri",
        "forwarded, X-Forwarded-Uri, X-Forwarded-Method",
        "forwarded, X-Original-URI, X-Forwarded-Uri",
    })
    void missingHeaderIsNamedWithItsSetting(String dialect, String request, String missing) {
        assertRefused(
                dialect,
                sent("", null, request, "/x"),
                ProblemType.GATEWAY_NOT_BELIEVED,
                "With the setting chatelaine.authorize.dialect=" + dialect + " the gateway must send the header "
                        + missing + ".");
    }

    @Test
    void envoyWithoutAnOriginalPathIsRefused() {
        for (String query : new String[] {null, "", "scope=a", "xuri=/x", "scope=a&URI=/x"}) {
            assertRefused(
                    "envoy",
                    sent("", query),
                    ProblemType.GATEWAY_NOT_BELIEVED,
                    "With the setting chatelaine.authorize.dialect=envoy the gateway must send the original path after"
                            + " /v1/authorize or in ?uri=.");
        }
        assertRefused(
                "envoy",
                sent(null, null),
                ProblemType.MALFORMED_REQUEST,
                "The path must begin with exactly /v1/authorize.");
    }

    @ParameterizedTest
    @CsvSource({
        "original, X-Original-URI, X-Original-Method",
        "forwarded, X-Forwarded-Uri, X-Forwarded-Method",
    })
    void headerSentTwiceIsRefused(String dialect, String uri, String method) {
        for (String twice : new String[] {"/x|/x", "/x|/y", "|/x"}) {
            assertRefused(
                    dialect,
                    sent("", null, uri, twice, method, "GET"),
                    ProblemType.MALFORMED_REQUEST,
                    uri + " was sent more than once.");
        }
        assertRefused(
                dialect,
                sent("", null, uri, "/x", method, "GET|PUT"),
                ProblemType.MALFORMED_REQUEST,
                method + " was sent more than once.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "?a=b", "http://example.com/x", "*", "\\x", " /x", "%2fx"})
    void targetThatIsNotAPathIsRefused(String target) {
        assertOriginalRefused(target, "X-Original-URI must be a path that starts with /, with its query.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/x\u0001", "/x\ty", "/x y", "/\u007f", "/ä", "/x#y", "/x?y=\u0000", "/ ", "/x?ü", "/x\r\ny"})
    void targetWithUnprintableCharactersIsRefused(String target) {
        assertOriginalRefused(target, "X-Original-URI must consist of visible ASCII characters without #.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%00", "/x?y=%00", "/%", "/%2", "/a%zz", "/%u0041", "/%?a", "/%2?a"})
    void targetWithIncompleteEscapesIsRefused(String target) {
        assertOriginalRefused(target, "X-Original-URI must have only complete percent-encodings, and no %00.");
    }

    @Test
    void targetOf8192CharactersIsAcceptedAndALongerOneIsNot() throws UnanswerableException {
        String longest = "/" + "x".repeat(8191);
        assertThat(read("original", original(longest, "GET")).original().path()).isEqualTo(longest);
        assertOriginalRefused(longest + "x", "X-Original-URI must have at most 8192 characters.");
    }

    @Test
    void percentSignInAQueryIsNotChecked() throws UnanswerableException {
        assertThat(read("original", original("/x?discount=100%", "GET"))
                        .original()
                        .query())
                .isEqualTo("discount=100%");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GE T", "GET,PUT", "GET/1", "GÉT", "\u0000", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void invalidMethodIsRefused(String method) {
        assertRefused(
                "original",
                original("/x", method),
                ProblemType.MALFORMED_REQUEST,
                "X-Original-Method must be a method of 1 to 32 token characters.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "OPTIONS", "get", "M-SEARCH", "BREW"})
    void anyMethodIsKept(String method) throws UnanswerableException {
        assertThat(read("original", original("/x", method)).original().method()).isEqualTo(method);
    }

    private static void assertOriginalRefused(String target, String detail) {
        assertRefused("original", original(target, "GET"), ProblemType.MALFORMED_REQUEST, detail);
    }
}
