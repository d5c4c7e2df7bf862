package io.chatelaine.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The stored form of a user agent and an address. */
class ClientTextTest {
    private static final String BODY = "0123456789abcdefghijklmnop";

    private static String kept(String userAgent) {
        return String.valueOf(ClientText.userAgent(ClientText.cut(userAgent), "ck"));
    }

    @Test
    void userAgentIsKeptShortAndPrintable() {
        assertThat(kept("curl/8.5.0 (x86_64)")).isEqualTo("curl/8.5.0 (x86_64)");
        assertThat(kept("a\tb\r\nc\u0000d\u007fe\u00e9\ud83d\ude00")).isEqualTo("a?b??c?d?e???");
        assertThat(kept("x".repeat(200))).hasSize(200);
        assertThat(kept("y".repeat(8000))).isEqualTo("y".repeat(200));
        assertThat(ClientText.cut("z".repeat(8000))).hasSize(230);
        assertThat(ClientText.userAgent(null, "ck")).isNull();
        assertThat(ClientText.userAgent(" ", "ck")).isNull();
    }

    @Test
    void userAgentThatMayHoldAKeyIsNotKept() {
        for (String key : List.of(
                "ck_live_x",
                "sk_test_" + BODY,
                "elestrals_live_" + BODY,
                "sk%5Ftest%5F" + BODY,
                "sk%255Ftest%255F" + BODY)) {
            assertThat(kept(key)).isEqualTo("null");
            assertThat(kept("agent/1 " + key + " more")).isEqualTo("null");
            for (int before = 150; before <= 200; before++) {
                String kept = kept(" ".repeat(before) + key);
                assertThat(kept).doesNotContain(BODY.substring(0, 8));
            }
        }
    }

    @Test
    void addressIsKeptShortAndPrintable() {
        assertThat(ClientText.address("2001:db8::1%eth0")).isEqualTo("2001:db8::1%eth0");
        assertThat(ClientText.address("\u0000".repeat(100))).isEqualTo("?".repeat(64));
        assertThat(ClientText.address(null)).isNull();
    }
}
