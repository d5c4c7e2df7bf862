package io.chatelaine.key;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksumTest {
    /** Computed with Python's zlib; the CRC-32 of 123456789 is the standard check value cbf43926. */
    @ParameterizedTest
    @CsvSource({
        "'',000000",
        "a,4GEHKN",
        "123456789,3jZRME",
        "ck_live_0123456789ABCDEFGHIJKLMNOPQRST,1dPbGh",
        "ck_live_000000000000000000000000000198,00lV5C",
    })
    void sixDigitsMostSignificantFirst(String text, String checksum) {
        assertThat(withChecksum(text)).isEqualTo(text + checksum);
    }

    @Test
    void whatWasWrittenMatches() {
        byte[] bytes = withChecksum("ck_live_0").getBytes(US_ASCII);
        assertThat(Checksum.matches(bytes, 9)).isTrue();
    }

    @Test
    void everyOtherDigitIsRefused() {
        byte[] right = withChecksum("ck_live_0").getBytes(US_ASCII);
        for (int at = 9; at < right.length; at++) {
            for (int digit = 0; digit < 256; digit++) {
                byte[] wrong = right.clone();
                wrong[at] = (byte) digit;
                assertThat(Checksum.matches(wrong, 9))
                        .as("byte %d at %d", digit, at)
                        .isEqualTo(wrong[at] == right[at]);
            }
        }
    }

    private static String withChecksum(String text) {
        byte[] bytes = (text + "??????").getBytes(US_ASCII);
        Checksum.write(bytes, text.length());
        return new String(bytes, US_ASCII);
    }
}
