package io.chatelaine.restriction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathAmbiguityTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/users",
                "/v1/users/",
                "/a.b",
                "/.well-known/x",
                "/...",
                "/a..b",
                "/a%20b",
                "/%61",
                "/caf%C3%A9",
                "/caf\u00e9",
                "/a+b",
                "/%E5%90%8D",
                "/x*y",
                "/~a@b:c"
            })
    void pathThatLeadsToOnePlaceIsPlain(String path) {
        assertThat(PathAmbiguity.isAmbiguous(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "v1",
                "http://x/v1",
                "//",
                "//v1",
                "/v1//users",
                "/.",
                "/..",
                "/./v1",
                "/v1/.",
                "/v1/..",
                "/v1/../admin",
                "/v1/./users",
                "/v1/%2e",
                "/v1/%2E%2E/admin",
                "/v1/.%2e/admin",
                "/v1/a%2fb",
                "/v1/a%2Fb",
                "/v1/a%5cb",
                "/v1\\users",
                "/v1/users;x=1",
                "/;/",
                "/v1/users%3bx",
                "/%25",
                "/%252e%252e",
                "/%252fb",
                "/%",
                "/%2",
                "/%zz",
                "/%u002e",
                "/%-1",
                "/a%00",
                "/a\u0000",
                "/a\tb",
                "/a%0d%0ab",
                "/a\u007f",
                "/%7f",
                "/%c0%ae%c0%ae/",
                "/%c0%af",
                "/%e0%80%af",
                "/%f0%80%80%af",
                "/%ff",
                "/%c3",
                "/%c3/%a9",
                "/%ed%a0%80",
                "/%\u0661\u0661"
            })
    void pathThatTwoReadersMightTakeForTwoIsNot(String path) {
        assertThat(PathAmbiguity.isAmbiguous(path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/v1/users, /v1/users",
        "/%76%31/%6frders, /v1/orders",
        "/a%20b%C3%A9é, /a béé",
        "/\uD83D\uDE00%41, /\uD83D\uDE00A",
    })
    void plainPathIsDecodedOnce(String path, String decoded) {
        assertThat(PathAmbiguity.decode(path)).isEqualTo(decoded);
    }

    @Test
    void ambiguousPathIsNotDecoded() {
        assertThatIllegalArgumentException().isThrownBy(() -> PathAmbiguity.decode("/a%2fb"));
    }
}
