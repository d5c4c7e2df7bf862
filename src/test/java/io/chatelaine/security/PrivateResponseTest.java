package io.chatelaine.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.testing.RecordedResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateResponseTest {
    private static final String BY_KEY = "Authorization, X-API-Key";

    private final RecordedResponse recorded = new RecordedResponse();
    private final HttpServletResponse response = guarded(recorded);

    private static HttpServletResponse guarded(RecordedResponse recorded) {
        PrivateResponse guarded = new PrivateResponse(recorded.response(), false, BY_KEY, false);
        guarded.apply();
        return guarded;
    }

    @Test
    void isPrivateFromTheStart() {
        assertThat(recorded.headers("Cache-Control")).containsExactly("private");
        assertThat(recorded.headers("Vary")).containsExactly(BY_KEY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no-store | no-store",
                "private | private",
                "PRIVATE, max-age=1 | PRIVATE, max-age=1",
                "private, no-store | private, no-store",
                "max-age=60 | private, max-age=60",
                "no-cache | private, no-cache",
                "public | private",
                "Public, max-age=60 | private, max-age=60",
                "max-age=60,public,s-maxage=9 | private, max-age=60",
                "s-maxage=60 | private",
                "S-MaxAge=60, must-revalidate | private, must-revalidate",
                "public, no-store | no-store",
                "private=\"X-Name\" | private, private=\"X-Name\"",
                "'' | private",
            })
    void everyCacheControlIsAtLeastPrivate(String asked, String kept) {
        response.setHeader("Cache-Control", asked);
        assertThat(recorded.headers("cache-control")).containsExactly(kept);
        response.setHeader("cache-control", "private");
        response.addHeader("CACHE-CONTROL", asked);
        assertThat(recorded.headers("Cache-Control")).containsExactly(kept);
    }

    @Test
    void removingTheHeaderLeavesItPrivate() {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Cache-Control", null);
        assertThat(recorded.headers("Cache-Control")).containsExactly("private");
        response.setHeader("Vary", null);
        assertThat(recorded.headers("Vary")).containsExactly(BY_KEY);
    }

    @Test
    void addedDirectivesKeepItPrivate() {
        response.addHeader("Cache-Control", "no-store");
        response.addHeader("Cache-Control", "max-age=60");
        assertThat(recorded.headers("Cache-Control")).containsExactly("no-store, max-age=60");
    }

    @Test
    void varyKeepsItsOwnNames() {
        response.setHeader("vary", "Accept");
        assertThat(recorded.headers("Vary")).containsExactly(BY_KEY + ", Accept");
        response.addHeader("Vary", "Origin");
        assertThat(recorded.headers("Vary")).containsExactly(BY_KEY + ", Accept", "Origin");
    }

    @Test
    void noCookieIsEverSet() {
        response.addCookie(new Cookie("session", "1"));
        response.setHeader("Set-Cookie", "session=1");
        response.addHeader("set-cookie", "session=1");
        assertThat(recorded.headers("Set-Cookie")).isEmpty();
    }

    @Test
    void aResetLeavesItPrivate() {
        response.setHeader("X-Own", "1");
        response.reset();
        assertThat(recorded.headerNames()).containsExactly("Cache-Control", "Vary");
        assertThat(recorded.headers("Cache-Control")).containsExactly("private");
        assertThat(recorded.headers("Vary")).containsExactly(BY_KEY);
    }

    @Test
    void otherHeadersAreTheApplicationsOwn() {
        response.setHeader("X-Own", "1");
        response.addHeader("X-Own", "2");
        assertThat(recorded.headers("X-Own")).containsExactly("1", "2");
    }

    @Test
    void markOfATestKeyStays() {
        PrivateResponse marked = new PrivateResponse(recorded.response(), false, BY_KEY, true);
        marked.apply();
        marked.setHeader("x-chatelaine-environment", "live");
        marked.setHeader("X-Chatelaine-Environment", null);
        marked.addHeader("X-Chatelaine-Environment", "live");
        assertThat(recorded.headers("X-Chatelaine-Environment")).containsExactly("test");
        marked.reset();
        assertThat(recorded.headers("X-Chatelaine-Environment")).containsExactly("test");
        response.setHeader("X-Chatelaine-Environment", "live");
        assertThat(recorded.headers("X-Chatelaine-Environment")).containsExactly("live");
    }

    @Test
    void ownResponseAlwaysHasNoStoreAndNosniff() {
        RecordedResponse own = new RecordedResponse();
        PrivateResponse guarded = new PrivateResponse(own.response(), true, "X-Acme-Key", false);
        guarded.apply();
        guarded.setHeader("cache-control", "public, max-age=60");
        guarded.addHeader("Cache-Control", "max-age=60");
        guarded.setHeader("X-Content-Type-Options", null);
        guarded.reset();
        guarded.setHeader("Cache-Control", null);
        assertThat(own.headers("Cache-Control")).containsExactly("no-store");
        assertThat(own.headers("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(own.headers("Vary")).containsExactly("X-Acme-Key");
    }
}
