package io.chatelaine.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The search for keys finds a key at any position. */
class ManyTextsTest {
    private final ManyTexts texts = new ManyTexts(List.of("abcdefghij", "abcdefghXY", "12345678", "tiny"));

    @Test
    void eachIsFoundAtTheStartInTheMiddleAndAtTheEnd() {
        for (String text : List.of("abcdefghij", "abcdefghXY", "12345678", "tiny")) {
            for (String around : List.of("", "-", "abcdefgh", "\u0161\u4e2d", "x".repeat(10_000))) {
                assertThat(texts.findIn(around + text)).contains(text);
                assertThat(texts.findIn(text + around)).contains(text);
                assertThat(texts.findIn(around + text + around)).contains(text);
            }
        }
    }

    @Test
    void whatIsAlmostOneIsNone() {
        for (String text : List.of("", "abcdefghi", "bcdefghij", "abcdefgh", "1234567", "tin", "\u0161bcdefghij")) {
            assertThat(texts.findIn(text)).isEmpty();
        }
    }
}
