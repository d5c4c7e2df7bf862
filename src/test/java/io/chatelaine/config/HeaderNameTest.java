package io.chatelaine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-API-Key",
                "x-api-key",
                "X-Api-Token",
                "apikey",
                "Key",
                "a",
                "1",
                "!#$%&'*+-.^_`|~",
                "X_API_KEY",
                "Contents",
                "Iffy",
                "Security",
                "Accepted",
                "X-Chatelaines",
                "Hosts",
                "Date2",
                "X-Real-IP2"
            })
    void isFree(String name) {
        assertThat(HeaderName.isFree(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "Proxy-Authorization",
                "WWW-Authenticate",
                "Cookie",
                "Set-Cookie",
                "Host",
                "Connection",
                "Transfer-Encoding",
                "TE",
                "Trailer",
                "Upgrade",
                "Expect",
                "Origin",
                "Referer",
                "User-Agent",
                "Range",
                "Forwarded",
                "Via",
                "X-Forwarded-For",
                "X-Forwarded-Host",
                "X-Forwarded-Proto",
                "X-Real-IP",
                "X-Request-Id",
                "Cache-Control",
                "Date",
                "Allow",
                "Location",
                "Retry-After",
                "Vary",
                "Link",
                "Prefer"
            })
    void isTakenInAnyCase(String name) {
        assertThat(HeaderName.isFree(name)).isFalse();
        assertThat(HeaderName.isFree(name.toLowerCase(Locale.ROOT))).isFalse();
        assertThat(HeaderName.isFree(name.toUpperCase(Locale.ROOT))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept", "Accept-Language", "Access-Control-Request-Method", "Content-Type", "CONTENT-LENGTH",
                "If-Match", "if-none-match", "Sec-Fetch-Site", "X-Chatelaine-Key-Sunset", "Content"
            })
    void itsWholeFamilyIsTaken(String name) {
        assertThat(HeaderName.isFree(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "X API Key",
                "X-API-Key ",
                "X-API-Key:",
                "X(Key)",
                "X/Key",
                "X\"Key",
                "X@Key",
                "X[Key]",
                "X{Key}",
                "X,Key",
                "X;Key",
                "X=Key",
                "X?Key",
                "X<Key>",
                "X\\Key",
                "Key\r\n",
                "Key\u0000",
                "Cl\u00e9",
                "\uff2b\uff25\uff39",
                "\u212aey"
            })
    void isNotAToken(String name) {
        assertThat(HeaderName.isFree(name)).isFalse();
    }

    @Test
    void aNameHasAtMost64Characters() {
        assertThat(HeaderName.isFree("k".repeat(64))).isTrue();
        assertThat(HeaderName.isFree("k".repeat(65))).isFalse();
    }
}
