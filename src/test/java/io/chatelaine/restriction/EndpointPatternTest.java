package io.chatelaine.restriction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointPatternTest {
    static EndpointPattern pattern(String text) {
        return Objects.requireNonNull(EndpointPattern.parse(text), text);
    }

    private static boolean matches(String pattern, String call) {
        int space = call.indexOf(' ');
        return pattern(pattern).matches(call.substring(0, space), call.substring(space + 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /",
                "GET /*",
                "* /*",
                "GET /v1/users",
                "GET /v1/users/",
                "GET /v1/users/*",
                "M-SEARCH /x",
                "DELETE /v1/*/keys/*/x",
                "* /v1/*/*",
                "POST /.well-known/a~b",
                "GET /a@b:c,d!$&'()+=-._"
            })
    void patternIsReadAndWritten(String text) {
        assertThat(pattern(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "GET",
                "/v1",
                "GET/v1",
                "GET  /v1",
                " GET /v1",
                "GET /v1 ",
                "GET\t/v1",
                "get /v1",
                "Get /v1",
                "GET v1",
                "GET *",
                "GET //",
                "GET /v1//x",
                "GET /v1/..",
                "GET /./x",
                "GET /v1;x",
                "GET /v1\\x",
                "GET /a%20b",
                "GET /a%2fb",
                "GET /v1?x=1",
                "GET /v1#x",
                "GET /v*",
                "GET /v1/users*",
                "GET /v1/**",
                "GET /v1/{id}",
                "GET /caf\u00e9",
                "GET /a\nb",
                "GET,POST /v1",
                "GET|POST /v1",
                "*GET /v1",
                "** /v1",
                "GET https://x/v1",
                "0 /x",
                "GET /v1\"",
                "GET /<x>",
                "G\u212aT /x"
            })
    void whatCouldMeanSomethingElseIsNone(String text) {
        assertThat(EndpointPattern.parse(text)).isNull();
    }

    @Test
    void patternHasAtMost200Characters() {
        assertThat(pattern("GET /" + "x".repeat(195)).text()).hasSize(200);
        assertThat(EndpointPattern.parse("GET /" + "x".repeat(196))).isNull();
        assertThat(EndpointPattern.parse("X".repeat(21) + " /")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "GET /v1/users/*, GET /v1/users/1",
        "GET /v1/users/*, GET /v1/users/1/keys",
        "GET /v1/users/*, GET /v1/users/1/",
        "GET /v1/users/*, HEAD /v1/users/1",
        "GET /v1/users, GET /v1/users",
        "GET /v1/users/, GET /v1/users/",
        "GET /v1/*/keys, GET /v1/a%20b/keys",
        "GET /v1/*/keys/*, GET /v1/a/keys/b/c",
        "* /v1/users/*, DELETE /v1/users/1",
        "* /v1/users/*, brew /v1/users/1",
        "GET /*, GET /",
        "* /*, POST /a/b/c",
        "GET /, GET /",
    })
    void callIsAllowed(String pattern, String call) {
        assertThat(matches(pattern, call)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "GET /v1/users/*, GET /v1/users",
        "GET /v1/users/*, GET /v1/users/",
        "* /v1/*/*, POST /v1/users/",
        "GET /v1/*/keys/*, GET /v1/a/keys/",
        "GET /v1/users/*, GET /v1/usersx/1",
        "GET /v1/users/*, GET /v1/Users/1",
        "GET /v1/users/*, GET /v2/v1/users/1",
        "GET /v1/users/*, GET /v1/%75sers/1",
        "GET /v1/users/*, POST /v1/users/1",
        "GET /v1/users/*, get /v1/users/1",
        "GET /v1/users/*, OPTIONS /v1/users/1",
        "HEAD /v1/users/*, GET /v1/users/1",
        "GET /v1/users, GET /v1/users/",
        "GET /v1/users, GET /v1/users/1",
        "GET /v1/users, GET /v1/user",
        "GET /v1/users/, GET /v1/users",
        "GET /v1/*/keys, GET /v1/keys",
        "GET /v1/*/keys, GET /v1/a/b/keys",
        "GET /v1/*/keys, GET /v1/a/keys/",
        "GET /v1/*/keys/*, GET /v1/a/keys",
        "GET /v1/*/*, GET /v1/a",
        "GET /, GET /x",
    })
    void anyOtherCallIsNot(String pattern, String call) {
        assertThat(matches(pattern, call)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "GET /v1/users/*, GET /v1/*, GET /v1/users/*",
        "GET /*, * /v1/users/*, GET /v1/users/*",
        "GET /v1/x, HEAD /v1/*, HEAD /v1/x",
        "GET /v1/*/keys, GET /v1/users/*, GET /v1/users/keys",
        "GET /v1/*/keys/*, GET /v1/users/*, GET /v1/users/keys/*",
        "GET /*/a, GET /b/*, GET /b/a",
        "GET /v1/*/x, GET /v1/y/*, GET /v1/y/x",
        "GET /v1/users/, GET /v1/*, GET /v1/users/",
        "GET /v1/users/, GET /*, GET /v1/users/",
        "GET /, GET /*, GET /",
        "* /*, * /*, * /*",
        "GET /v1/users, GET /v1/users/*, ",
        "GET /v1/users/, GET /v1/users/*, ",
        "GET /v1/users/, GET /v1/*/*, ",
        "GET /v1/users, GET /v1/users/, ",
        "GET /a, POST /a, ",
        "GET /a, GET /A, ",
        "GET /v1/*/x/*, GET /v1/users, ",
    })
    void twoPatternsMeetInTheCallsOfBoth(String one, String two, @Nullable String both) {
        assertThat(pattern(one).meet(pattern(two))).isEqualTo(both == null ? null : pattern(both));
        assertThat(pattern(two).meet(pattern(one))).isEqualTo(both == null ? null : pattern(both));
    }

    /**
     * Tries every pattern of up to two segments with every path of up to three: the meet matches exactly the paths of
     * both.
     */
    @Test
    void meetMatchesExactlyWhatBothMatch() {
        List<String> patterns = paths(List.of("a", "b", "*"), 2);
        List<String> paths = paths(List.of("a", "b"), 3);
        for (String one : patterns) {
            for (String two : patterns) {
                EndpointPattern first = pattern("GET " + one);
                EndpointPattern second = pattern("GET " + two);
                EndpointPattern both = first.meet(second);
                for (String path : paths) {
                    assertThat(both != null && both.matches("GET", path))
                            .as("%s and %s for %s", one, two, path)
                            .isEqualTo(first.matches("GET", path) && second.matches("GET", path));
                }
            }
        }
    }

    /** Returns each path with and without a slash at its end. */
    private static List<String> paths(List<String> segments, int longest) {
        List<String> all = new ArrayList<>(List.of("/"));
        List<String> last = List.of("");
        for (int length = 1; length <= longest; length++) {
            List<String> longer = new ArrayList<>();
            for (String start : last) {
                segments.forEach(segment -> longer.add(start + '/' + segment));
            }
            longer.forEach(path -> all.addAll(List.of(path, path + '/')));
            last = longer;
        }
        return all;
    }
}
