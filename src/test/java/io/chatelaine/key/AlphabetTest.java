package io.chatelaine.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AlphabetTest {
    @Test
    void base62CountsDigitsThenUpperThenLowerCase() {
        assertThat(digits(Alphabet.BASE62)).isEqualTo("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    }

    @Test
    void hexIsLowerCase() {
        assertThat(digits(Alphabet.HEX)).isEqualTo("0123456789abcdef");
    }

    @Test
    void everyByteIsADigitOrNotAsTheDigitsSay() {
        for (Alphabet alphabet : Alphabet.values()) {
            for (int b = Byte.MIN_VALUE; b <= Byte.MAX_VALUE; b++) {
                boolean digit = b >= 0 && digits(alphabet).indexOf((char) b) >= 0;
                assertThat(alphabet.value((byte) b) >= 0)
                        .as("%s has %d", alphabet, b)
                        .isEqualTo(digit);
            }
        }
    }

    @Test
    void randomDigitsSkipWhatWouldFavourSome() {
        byte[] text = new byte[64];
        RandomText.fill(text, 0, text.length, Alphabet.BASE62, Examples.counting());
        // 62 and 63 are discarded: the 63rd digit is that of byte 64, which is 0 again.
        assertThat(text).asString().isEqualTo(digits(Alphabet.BASE62) + "01");
    }

    @Test
    void randomDigitsStayInTheirPlace() {
        byte[] text = "----".repeat(3).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        RandomText.fill(text, 4, 8, Alphabet.HEX, Examples.counting());
        assertThat(text).asString().isEqualTo("----0123----");
    }

    private static String digits(Alphabet alphabet) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < alphabet.size(); i++) {
            digits.append(alphabet.digit(i));
        }
        return digits.toString();
    }
}
