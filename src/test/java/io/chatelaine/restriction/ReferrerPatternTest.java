package io.chatelaine.restriction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferrerPatternTest {
    private static ReferrerPattern pattern(String text) {
        return Objects.requireNonNull(ReferrerPattern.parse(text), text);
    }

    private static boolean matches(String pattern, String referrer) {
        PageUrl page = PageUrl.parse(referrer);
        return page != null && pattern(pattern).matches(page);
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com/*, https://app.example.com/*",
        "HTTPS://App.Example.COM/Path/*, https://app.example.com/Path/*",
        "https://app.example.com:443/*, https://app.example.com/*",
        "http://app.example.com:80/*, http://app.example.com/*",
        "http://app.example.com:443/*, http://app.example.com:443/*",
        "http://localhost:3000/, http://localhost:3000/",
        "https://192.0.2.1/a/*/b, https://192.0.2.1/a/*/b",
        "https://xn--bcher-kva.example/*, https://xn--bcher-kva.example/*",
    })
    void patternIsWrittenInOneWay(String text, String canonical) {
        assertThat(pattern(text).text()).isEqualTo(canonical);
        assertThat(pattern(canonical)).isEqualTo(pattern(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "https://*",
                "https://*/*",
                "https://app.example.com",
                "app.example.com/*",
                "//app.example.com/*",
                "ftp://app.example.com/*",
                "javascript:alert(1)",
                "https:/app.example.com/*",
                "https:///*",
                "https://:443/*",
                "https://*.example.com/*",
                "https://user@app.example.com/*",
                "https://a:b@app.example.com/*",
                "https://app.example.com:/*",
                "https://app.example.com:0/*",
                "https://app.example.com:0443/*",
                "https://app.example.com:65536/*",
                "https://app.example.com:*/*",
                "https://app.example.com:443:443/*",
                "https://.example.com/*",
                "https://example.com./*",
                "https://app..example.com/*",
                "https://app_1.example.com/*",
                "https://[::1]/*",
                "https://app.example.com/*?x",
                "https://app.example.com/#x",
                "https://app.example.com/a*",
                "https://app.example.com//",
                "https://app.example.com/../x",
                "https://app.example.com\\/*",
                "https://app.example.com/a b",
                "https://b\u00fccher.example/*",
                "https://app%2eexample.com/*",
                "https://app.example.com/%2e",
                " https://app.example.com/*",
                "https://app.example.com/*\n",
                "https://\u212a.example/*"
            })
    void whatIsNoOriginAndPathIsNone(String text) {
        assertThat(ReferrerPattern.parse(text)).isNull();
    }

    @Test
    void patternHasAtMost200Characters() {
        String start = "https://app.example.com/";
        assertThat(pattern(start + "x".repeat(200 - start.length())).text()).hasSize(200);
        assertThat(ReferrerPattern.parse(start + "x".repeat(201 - start.length())))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com/*, https://app.example.com/",
        "https://app.example.com/*, https://app.example.com/a/b?c=https://evil.example/#d",
        "https://app.example.com/*, HTTPS://APP.EXAMPLE.COM:443/a",
        "https://app.example.com/*, https://app.example.com",
        "https://app.example.com/*, https://app.example.com?x",
        "https://app.example.com/*, https://app.example.com/a//b/%2e%2e",
        "https://app.example.com/shop/*, https://app.example.com/shop/cart?x",
        "https://app.example.com/shop, https://app.example.com/shop?x#y",
        "http://localhost:3000/*, http://localhost:3000/x",
    })
    void pageIsAllowed(String pattern, String referrer) {
        assertThat(matches(pattern, referrer)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "about:blank",
                "https://",
                "app.example.com",
                "//app.example.com/",
                "http://app.example.com/",
                "https://app.example.com.evil.com/",
                "https://app.example.com@evil.com/",
                "https://evil.com/https://app.example.com/",
                "https://evil.com?https://app.example.com/",
                "https://evil.com#https://app.example.com/",
                "https://app.example.com:443@evil.com/",
                "https://app.example.com:8443/",
                "https://app.example.com:/",
                "https://app.example.com:00443/",
                "https://app.example.com:443:443/",
                "https://xapp.example.com/",
                "https://app.example.com%2eevil.com/",
                "https://app.example.com%40evil.com/",
                "https://app.example.com\\@evil.com/",
                "https:\\\\app.example.com/",
                "https://evil.com\\.app.example.com/",
                "https:app.example.com/",
                "https:/app.example.com/",
                "https:///app.example.com/",
                "https://app.example.com./",
                "https://user@app.example.com/",
                "https://app.example.com\t/",
                " https://app.example.com/",
                "https://app.example.com/ x",
                "https://app.example.com/\u0000",
                "https://app.example.com/\u00e9",
                "https://app\u3002example.com/",
                "https://app.example.com, https://app.example.com",
                "blob:https://app.example.com/x",
                "https://app.example.com;evil.com/",
                "https://[app.example.com]/"
            })
    void pageOfAnotherOriginOrWrittenOddlyIsNot(String referrer) {
        assertThat(matches("https://app.example.com/*", referrer)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/shop",
                "/shopx",
                "/Shop/x",
                "/shop/../admin",
                "/shop/%2e%2e/admin",
                "/shop//x",
                "/shop/a%2fb",
                "/x/shop/a",
                "/shop/x;y",
                "/%73hop/x"
            })
    void pageOfAnotherPathOrOfAnOddOneIsNot(String path) {
        assertThat(matches("https://app.example.com/shop/*", "https://app.example.com" + path))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/*, https://a.example/shop/*, https://a.example/shop/*",
        "https://a.example/*/x, https://a.example/shop/*, https://a.example/shop/x",
        "https://a.example/*, https://b.example/*, ",
        "https://a.example/*, http://a.example/*, ",
        "https://a.example/*, https://a.example:8443/*, ",
    })
    void twoPatternsMeetInThePagesOfBoth(String one, String two, @Nullable String both) {
        assertThat(pattern(one).meet(pattern(two))).isEqualTo(both == null ? null : pattern(both));
        assertThat(pattern(two).meet(pattern(one))).isEqualTo(both == null ? null : pattern(both));
    }
}
