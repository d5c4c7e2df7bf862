package io.chatelaine.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyDetectorTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ck_live_",
                "ck_test_",
                Examples.CK_LIVE,
                "my key ck_live_x",
                "(ck_test_",
                "xck_live_",
                "_live_ck_live_",
                "ck_lives ck_test_",
                "ck_live_live_",
                "ck_test_test_",
                "sk_live_0123456789abcdefABCDEF",
                "of before: acme_corp_test_0123456789012345678901!",
                "/v1/x/ck%5Flive%5FabcdefghijklMNOPQR",
                "/v1/x/%63%6b%5flive_x",
                "/v1/x/ck%5flive_",
                "ck%255Flive%255Fx",
                "ck%2525255Flive%2525255Fx",
                "%zz%ck%5flive_",
                "ck%5Ftest%5F%",
                "%25252525252525255F",
                "sk%5Flive%5F0123456789abcdefABCDEF",
                "/v1/Y2tfbGl2ZV8wMTIz",
                "Y2tfdGVzdF8wMTIz",
                "/v1/eGNrX2xpdmVfMDEyMw==",
                "/v1/eHhja19saXZlXzAxMjM",
                "Y2%74fbGl2ZV8wMTIz",
                "/v1/636b5f6c6976655f30",
                "/v1/636B5F746573745F30"
            })
    void mayHoldAKey(String text) {
        assertThat(KeyDetector.mightContainKey(text, "ck")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ck",
                "ck_live",
                "_live_",
                "_test_",
                "sk_live_x",
                "sk_live_0123456789abcdefABCDE",
                "sk_live_0123456789abcdefABCDE-F",
                "k_live_",
                "CK_live_",
                "ck_LIVE_",
                "ck-live-",
                "ck__live_",
                "ck_prod_",
                "ck live_",
                "c_live_ck",
                "live_ck_",
                "ck%5live%5",
                "%5Flive%5F",
                "100%",
                "a%20b%C3%A9%25",
                "5f6c697665",
                "bGl2ZV8"
            })
    void holdsNoKey(String text) {
        assertThat(KeyDetector.mightContainKey(text, "ck")).isFalse();
    }

    @Test
    void aPrefixOfSeveralWordsIsOne() {
        assertThat(KeyDetector.mightContainKey("acme_eu_live_", "acme_eu")).isTrue();
        assertThat(KeyDetector.mightContainKey("eu_live_", "acme_eu")).isFalse();
        assertThat(KeyDetector.mightContainKey("a_live_live_", "a_live")).isTrue();
    }
}
