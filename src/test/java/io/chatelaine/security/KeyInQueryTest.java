package io.chatelaine.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyInQueryTest {
    private static boolean isIn(String query) {
        return KeyInQuery.isIn(query, Set.of("api_key"), "ck");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%", "%4", "%zz", "%%", "%%%", "a=%", "a=%4", "a=%4&b=%", "%g0", "%0g", "% 1", "%+1", "%-1"})
    void anInvalidEscapeIsNotAKey(String query) {
        assertThat(isIn(query)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%&api_key=k",
                "a=%4&api_key",
                "%zz=1&%61pi_key",
                "q=%ck_live_0",
                "q=%zck_test_0",
                "%%61pi_key&api_key=1",
                "a=%;api_key",
                "q=%c3%28&api%5fkey=",
                "q=%00&api_key=k",
                "q=%63%6b%5f%6c%69%76%65%5f%",
                "q=ck_live%5F%4"
            })
    void anInvalidEscapeDoesNotHideAKey(String query) {
        assertThat(isIn(query)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%63k_live_", "%63%6B_live_", "%63%6b%5Ftest%5f", "%26api_key", "%3Bapi_key=", "api_key%3Dk"})
    void aKeyThatIsEncodedOnceCounts(String query) {
        assertThat(isIn(query)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%2563k_live_", "%252563k_live_", "%2526api_key", "%25%36%31pi_key", "%2561pi_key"})
    void aKeyThatIsEncodedTwiceDoesNotCount(String query) {
        assertThat(isIn(query)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Full-width digits are digits to Java, not to RFC 3986.
                "%\uff16\uff11pi_key",
                "ap\u0131_key",
                "api_\u212aey\u0301",
                "\u00e4=1",
                "q=\u0163k_live_"
            })
    void nonAsciiTextIsNotAKey(String query) {
        assertThat(isIn(query)).isFalse();
    }

    @Test
    void aVeryLongQueryIsReadToItsEnd() {
        int many = 1_000_000;
        for (String part : new String[] {"a", "%", "&", ";", "=", "%41", "_live_", "a=1&", "ck_live", "%zz"}) {
            String filler = part.repeat(many);
            assertThat(isIn(filler)).as(part).isFalse();
            assertThat(isIn(filler + "&api_key=k")).as(part).isTrue();
            assertThat(isIn(filler + "%26%61pi_key")).as(part).isTrue();
        }
    }
}
