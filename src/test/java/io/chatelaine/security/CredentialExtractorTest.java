package io.chatelaine.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.config.CredentialSettings;
import io.chatelaine.config.CredentialSettings.Precedence;
import io.chatelaine.config.CredentialSettings.QueryPolicy;
import io.chatelaine.security.CredentialExtraction.Absent;
import io.chatelaine.security.CredentialExtraction.AmbiguityReason;
import io.chatelaine.security.CredentialExtraction.Ambiguous;
import io.chatelaine.security.CredentialExtraction.CredentialLocation;
import io.chatelaine.security.CredentialExtraction.Present;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cases of contract §2 for headers: a row with the headers, the settings and the credential that counts. */
class CredentialExtractorTest {
    private static final Set<String> NAMES = Set.of("api_key", "apikey", "api-key", "x-api-key", "access_token");

    private static final CredentialSettings BOTH = settings(true, true, Precedence.X_API_KEY, QueryPolicy.REJECT);
    private static final CredentialSettings BEARER_FIRST = settings(true, true, Precedence.BEARER, QueryPolicy.REJECT);
    private static final CredentialSettings STRICT = settings(true, true, Precedence.REJECT, QueryPolicy.REJECT);
    private static final CredentialSettings BEARER_ONLY =
            settings(true, false, Precedence.X_API_KEY, QueryPolicy.REJECT);
    private static final CredentialSettings KEY_ONLY = settings(false, true, Precedence.BEARER, QueryPolicy.REJECT);
    private static final CredentialSettings QUERY_IGNORED =
            settings(true, true, Precedence.X_API_KEY, QueryPolicy.IGNORE);

    private static final List<String> NO = List.of();
    private static final CredentialExtraction ABSENT = new Absent();

    private static CredentialSettings settings(
            boolean bearer, boolean xApiKey, Precedence precedence, QueryPolicy queryPolicy) {
        return new CredentialSettings(bearer, xApiKey, "X-API-Key", precedence, queryPolicy, NAMES, "ck");
    }

    private record Row(
            String what,
            CredentialSettings settings,
            List<String> authorization,
            List<String> xApiKey,
            @Nullable String query,
            CredentialExtraction expected) {
        @Override
        public String toString() {
            return what;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({
        "oneHeader",
        "switchedOff",
        "bothHeaders",
        "doubled",
        "schemes",
        "whiteSpace",
        "handedOnWhole",
        "keyInQuery",
        "noKeyInQuery"
    })
    void extractsTheCredential(Row row) {
        CredentialExtraction extraction =
                CredentialExtractor.read(row.authorization, row.xApiKey, row.query, row.settings);
        assertThat(extraction).isEqualTo(row.expected);
    }

    static Stream<Row> oneHeader() {
        return Stream.of(
                row("nothing sent", BOTH, NO, NO, ABSENT),
                row("a Bearer", BOTH, is("Bearer k"), NO, bearer("k")),
                row("an X-API-Key", BOTH, NO, is("k"), key("k")),
                row("an empty X-API-Key", BOTH, NO, is(""), ABSENT),
                row("an X-API-Key of white space", BOTH, NO, is(" \t "), ABSENT),
                row("an empty Authorization", BOTH, is(""), NO, ABSENT),
                row("an Authorization of white space", BOTH, is("  "), NO, ABSENT),
                row("both empty", BOTH, is(""), is(""), ABSENT),
                row("a Bearer, under reject", STRICT, is("Bearer k"), NO, bearer("k")),
                row("an X-API-Key, under reject", STRICT, NO, is("k"), key("k")),
                row("a Bearer where X-API-Key comes first", BOTH, is("Bearer k"), is(""), bearer("k")),
                row("an X-API-Key where Bearer comes first", BEARER_FIRST, NO, is("k"), key("k")));
    }

    static Stream<Row> switchedOff() {
        return Stream.of(
                row("Bearer off: not seen", KEY_ONLY, is("Bearer k"), NO, ABSENT),
                row("Bearer off: the other counts", KEY_ONLY, is("Bearer other"), is("k"), key("k")),
                row("Bearer off: doubled is not seen", KEY_ONLY, is("Bearer a", "Bearer b"), is("k"), key("k")),
                row("Bearer off: doubled and alone is nothing", KEY_ONLY, is("Bearer a", "Bearer a"), NO, ABSENT),
                row("Bearer off: wrong is not seen", KEY_ONLY, is("Bearer a b,c"), is("k"), key("k")),
                row("X-API-Key off: not seen", BEARER_ONLY, NO, is("k"), ABSENT),
                row("X-API-Key off: the other counts", BEARER_ONLY, is("Bearer k"), is("other"), bearer("k")),
                row("X-API-Key off: doubled is not seen", BEARER_ONLY, is("Bearer k"), is("a", "b"), bearer("k")),
                row("X-API-Key off: doubled and alone is nothing", BEARER_ONLY, NO, is("a", "a"), ABSENT),
                row("X-API-Key off: wrong is not seen", BEARER_ONLY, is("Bearer k"), is("a b"), bearer("k")),
                row(
                        "off and reject: nothing differs",
                        settings(true, false, Precedence.REJECT, QueryPolicy.REJECT),
                        is("Bearer k"),
                        is("other"),
                        bearer("k")));
    }

    static Stream<Row> bothHeaders() {
        return Stream.of(
                row("X-API-Key first, equal", BOTH, is("Bearer k"), is("k"), key("k")),
                row("X-API-Key first, different", BOTH, is("Bearer b"), is("x"), key("x")),
                row("X-API-Key first though malformed", BOTH, is("Bearer b"), is("x y"), key("x y")),
                row("X-API-Key first, Bearer malformed", BOTH, is("Bearer a,b"), is("x"), key("x")),
                row("X-API-Key first but empty", BOTH, is("Bearer b"), is(" "), bearer("b")),
                row("Bearer first, equal", BEARER_FIRST, is("Bearer k"), is("k"), bearer("k")),
                row("Bearer first, different", BEARER_FIRST, is("Bearer b"), is("x"), bearer("b")),
                row("Bearer first though malformed", BEARER_FIRST, is("Bearer a b"), is("x"), bearer("a b")),
                row("Bearer first but empty", BEARER_FIRST, is("Bearer "), is("x"), key("x")),
                row("Bearer first but Basic", BEARER_FIRST, is("Basic abc"), is("x"), key("x")),
                row("reject, equal", STRICT, is("Bearer k"), is("k"), bearer("k")),
                row("reject, equal but for white space around", STRICT, is("bearer   k"), is(" k\t"), bearer("k")),
                row("reject, different", STRICT, is("Bearer b"), is("x"), reason(AmbiguityReason.CREDENTIALS_DIFFER)),
                row(
                        "reject, another case",
                        STRICT,
                        is("Bearer K"),
                        is("k"),
                        reason(AmbiguityReason.CREDENTIALS_DIFFER)),
                row(
                        "reject, one malformed",
                        STRICT,
                        is("Bearer k"),
                        is("k,k"),
                        reason(AmbiguityReason.CREDENTIALS_DIFFER)),
                row("reject, both malformed and equal", STRICT, is("Bearer a b"), is("a b"), bearer("a b")),
                row("reject, Bearer empty", STRICT, is("Bearer"), is("x"), key("x")),
                row("reject, X-API-Key empty", STRICT, is("Bearer b"), is(""), bearer("b")),
                row("reject, Basic", STRICT, is("Basic abc"), is("x"), key("x")));
    }

    static Stream<Row> doubled() {
        CredentialExtraction authorization = reason(AmbiguityReason.AUTHORIZATION_TWICE);
        CredentialExtraction xApiKey = reason(AmbiguityReason.X_API_KEY_TWICE);
        return Stream.of(
                row("two equal Bearers", BOTH, is("Bearer k", "Bearer k"), NO, authorization),
                row("two different Bearers", BOTH, is("Bearer a", "Bearer b"), NO, authorization),
                row("two equal X-API-Keys", BOTH, NO, is("k", "k"), xApiKey),
                row("two different X-API-Keys", BOTH, NO, is("a", "b"), xApiKey),
                row("two empty Authorizations", BOTH, is("", ""), NO, authorization),
                row("two empty X-API-Keys", BOTH, NO, is("", ""), xApiKey),
                row("two Basics", BOTH, is("Basic a", "Basic b"), NO, authorization),
                row("a Bearer and a Basic", BOTH, is("Bearer k", "Basic b"), NO, authorization),
                row("a Basic and a Bearer", BOTH, is("Basic b", "Bearer k"), NO, authorization),
                row("three X-API-Keys", BOTH, NO, is("k", "k", "k"), xApiKey),
                row("a key and an empty one", BOTH, NO, is("k", ""), xApiKey),
                row(
                        "doubled before precedence: Authorization",
                        BOTH,
                        is("Bearer a", "Bearer a"),
                        is("k"),
                        authorization),
                row("doubled before precedence: X-API-Key", BEARER_FIRST, is("Bearer b"), is("k", "k"), xApiKey),
                row("both doubled", BOTH, is("Bearer a", "Bearer a"), is("k", "k"), authorization),
                row("doubled before different", STRICT, is("Bearer b"), is("x", "y"), xApiKey),
                row("doubled, the other disabled", BEARER_ONLY, is("Bearer a", "Bearer a"), NO, authorization),
                row("doubled X-API-Key, Bearer disabled", KEY_ONLY, NO, is("a", "a"), xApiKey));
    }

    static Stream<Row> schemes() {
        return Stream.of(
                row("bearer", BOTH, is("bearer k"), NO, bearer("k")),
                row("BEARER", BOTH, is("BEARER k"), NO, bearer("k")),
                row("bEaReR", BOTH, is("bEaReR k"), NO, bearer("k")),
                row("Bearer alone", BOTH, is("Bearer"), NO, ABSENT),
                row("Bearer and a space", BOTH, is("Bearer "), NO, ABSENT),
                row("Bearer and a tab", BOTH, is("Bearer\t"), NO, ABSENT),
                row("Bearerk", BOTH, is("Bearerk"), NO, ABSENT),
                row("Bearerx k", BOTH, is("Bearerx k"), NO, ABSENT),
                row("Beare k", BOTH, is("Beare k"), NO, ABSENT),
                row("Bearer:k", BOTH, is("Bearer:k"), NO, ABSENT),
                row("Bearer=k", BOTH, is("Bearer=k"), NO, ABSENT),
                row("Basic", BOTH, is("Basic abc"), NO, ABSENT),
                row("ApiKey is not a request scheme", BOTH, is("ApiKey k"), NO, ABSENT),
                row("the bare key", BOTH, is("ck_live_0"), NO, ABSENT),
                row("Basic, Bearer k", BOTH, is("Basic a, Bearer k"), NO, ABSENT),
                row("full-width Bearer", BOTH, is("\uff22earer k"), NO, ABSENT),
                row("Bearer in X-API-Key is part of the value", BOTH, NO, is("Bearer k"), key("Bearer k")));
    }

    static Stream<Row> whiteSpace() {
        return Stream.of(
                row("several spaces after the scheme", BOTH, is("Bearer    k"), NO, bearer("k")),
                row("a tab after the scheme: verified", BOTH, is("Bearer\tk"), NO, bearer("\tk")),
                row("space and tab after the scheme: verified", BOTH, is("Bearer \tk"), NO, bearer("\tk")),
                row("a no-break space does not separate", BOTH, is("Bearer\u00a0k"), NO, ABSENT),
                row("a no-break space after one stays", BOTH, is("Bearer \u00a0k"), NO, bearer("\u00a0k")),
                row("round an Authorization", BOTH, is(" \tBearer k\t "), NO, bearer("k")),
                row("round an X-API-Key", BOTH, NO, is("\t k \t"), key("k")),
                row("a no-break space round it stays", BOTH, NO, is("\u00a0k\u00a0"), key("\u00a0k\u00a0")),
                row("a line feed stays", BOTH, NO, is("k\n"), key("k\n")),
                row("a NUL stays", BOTH, NO, is("\u0000k"), key("\u0000k")),
                row("a form feed stays", BOTH, NO, is("\fk"), key("\fk")));
    }

    static Stream<Row> handedOnWhole() {
        return Stream.of(
                row("X-API-Key joined by a comma", BOTH, NO, is("a,b"), key("a,b")),
                row("X-API-Key joined by comma and space", BOTH, NO, is("a, b"), key("a, b")),
                row("Bearer joined by a comma", BOTH, is("Bearer a, Bearer b"), NO, bearer("a, Bearer b")),
                row("inner space", BOTH, NO, is("a b"), key("a b")),
                row("inner space in a Bearer", BOTH, is("Bearer a  b"), NO, bearer("a  b")),
                row("not ASCII", BOTH, NO, is("cl\u00e9"), key("cl\u00e9")),
                row("not ASCII in a Bearer", BOTH, is("Bearer \uff4b"), NO, bearer("\uff4b")),
                row("quoted", BOTH, NO, is("\"k\""), key("\"k\"")),
                row("percent-encoded", BOTH, NO, is("%6b"), key("%6b")),
                row("a comma alone", BOTH, NO, is(","), key(",")));
    }

    static Stream<Row> keyInQuery() {
        return Stream.of(
                        "api_key=k",
                        "apikey=k",
                        "api-key=k",
                        "x-api-key=k",
                        "access_token=k",
                        "API_KEY=k",
                        "Access_Token=k",
                        "api_key",
                        "api_key=",
                        "a=1&api_key=k",
                        "api_key=k&a=1",
                        "a=1;api_key=k",
                        "&&api_key=k",
                        "api_key=a=b",
                        "%61pi_key=k",
                        "api%5Fkey=k",
                        "api%5fkey",
                        "API%2DKEY=k",
                        "a=1%26api_key=k",
                        "q=ck_live_0",
                        "q=ck_test_0",
                        "ck_live_0",
                        "ck_live_",
                        "ck_test_=1",
                        "q=mock_live_x",
                        "q=%63k_live_0",
                        "q=ck%5Flive%5F0",
                        "q=ck_live%5f",
                        "q=a%20ck_test_0")
                .map(query ->
                        row("reject: " + query, BOTH, is("Bearer k"), NO, query, reason(AmbiguityReason.KEY_IN_QUERY)))
                .flatMap(row -> Stream.of(
                        row,
                        row(
                                "ignore: " + row.query,
                                QUERY_IGNORED,
                                row.authorization,
                                row.xApiKey,
                                row.query,
                                bearer("k"))));
    }

    static Stream<Row> noKeyInQuery() {
        return Stream.concat(
                Stream.of(
                                "",
                                "a=1",
                                "=k",
                                "my_api_key=k",
                                "api_keys=k",
                                "q=api_key",
                                "api_key%=k",
                                "api+key=k",
                                "apikey%2561=k",
                                "%2561pi_key=k",
                                "q=ck%255Flive%255F0",
                                "q=sk_live_0",
                                "q=CK_LIVE_0",
                                "q=ck_prod_0",
                                "q=live_",
                                "token=k")
                        .map(query -> row("no key: " + query, BOTH, is("Bearer k"), NO, query, bearer("k"))),
                Stream.of(
                        row(
                                "query before duplicates",
                                BOTH,
                                is("a", "b"),
                                is("c", "d"),
                                "api_key=k",
                                reason(AmbiguityReason.KEY_IN_QUERY)),
                        row(
                                "query without any credential",
                                BOTH,
                                NO,
                                NO,
                                "api_key=k",
                                reason(AmbiguityReason.KEY_IN_QUERY)),
                        row("query ignored without any credential", QUERY_IGNORED, NO, NO, "api_key=k", ABSENT),
                        row(
                                "duplicates though the query is ignored",
                                QUERY_IGNORED,
                                NO,
                                is("a", "b"),
                                "api_key=k",
                                reason(AmbiguityReason.X_API_KEY_TWICE)),
                        row("empty query", BOTH, NO, is("k"), "", key("k"))));
    }

    @Test
    void theQueryNamesComeFromTheSettings() {
        CredentialSettings other = new CredentialSettings(
                true, true, "X-API-Key", Precedence.X_API_KEY, QueryPolicy.REJECT, Set.of("secret"), "acme_eu");
        assertThat(CredentialExtractor.read(NO, is("k"), "api_key=1", other)).isEqualTo(key("k"));
        assertThat(CredentialExtractor.read(NO, is("k"), "q=ck_live_1", other)).isEqualTo(key("k"));
        assertThat(CredentialExtractor.read(NO, is("k"), "Secret=1", other))
                .isEqualTo(reason(AmbiguityReason.KEY_IN_QUERY));
        assertThat(CredentialExtractor.read(NO, is("k"), "q=acme_eu_test_1", other))
                .isEqualTo(reason(AmbiguityReason.KEY_IN_QUERY));
    }

    /** The caller reads the header that the settings name; the extractor does not need the name. */
    @Test
    void aRenamedHeaderNeedsNoNameHere() {
        CredentialSettings renamed = new CredentialSettings(
                true, true, "X-House-Key", Precedence.X_API_KEY, QueryPolicy.REJECT, NAMES, "ck");
        assertThat(CredentialExtractor.read(is("Bearer b"), is("x"), null, renamed))
                .isEqualTo(key("x"));
    }

    @Test
    void theTextOfACredentialDoesNotShowIt() {
        assertThat(bearer("ck_live_secret")).hasToString("Present[BEARER, redacted]");
        assertThat(key("ck_live_secret")).hasToString("Present[X_API_KEY, redacted]");
    }

    private static List<String> is(String... values) {
        return List.of(values);
    }

    private static CredentialExtraction bearer(String text) {
        return new Present(CredentialLocation.BEARER, text);
    }

    private static CredentialExtraction key(String text) {
        return new Present(CredentialLocation.X_API_KEY, text);
    }

    private static CredentialExtraction reason(AmbiguityReason reason) {
        return new Ambiguous(reason);
    }

    private static Row row(
            String what,
            CredentialSettings settings,
            List<String> authorization,
            List<String> xApiKey,
            CredentialExtraction expected) {
        return row(what, settings, authorization, xApiKey, null, expected);
    }

    private static Row row(
            String what,
            CredentialSettings settings,
            List<String> authorization,
            List<String> xApiKey,
            @Nullable String query,
            CredentialExtraction expected) {
        return new Row(what, settings, authorization, xApiKey, query, expected);
    }
}
