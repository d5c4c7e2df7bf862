package io.chatelaine.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaintextKeyTest {
    private static final List<KeyFormat> ALL = List.of(
            Examples.NONE, Examples.ELESTRALS, Examples.ELACITY, Examples.EXSTR, Examples.SK, Examples.TWO_WORDS);

    static Stream<String> exampleKeys() {
        return Examples.KEYS.keySet().stream();
    }

    static Stream<KeyFormat> formats() {
        return ALL.stream();
    }

    private static @Nullable PlaintextKey parse(String text) {
        return PlaintextKey.parse(text, ALL);
    }

    private static PlaintextKey parsed(String text) {
        PlaintextKey key = parse(text);
        assertThat(key).as(text).isNotNull();
        return java.util.Objects.requireNonNull(key);
    }

    @ParameterizedTest
    @MethodSource("exampleKeys")
    void aWellFormedKeyIsRead(String text) {
        assertThat(parsed(text).reveal()).isEqualTo(text);
        assertThat(PlaintextKey.parse(text, List.of(formatOf(text)))).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("exampleKeys")
    void aKeyOfAFormatThatIsNotKnownIsRefused(String text) {
        List<KeyFormat> others =
                ALL.stream().filter(format -> !format.equals(formatOf(text))).toList();
        assertThat(PlaintextKey.parse(text, others)).isNull();
        assertThat(PlaintextKey.parse(text, List.of())).isNull();
    }

    private static KeyFormat formatOf(String text) {
        return java.util.Objects.requireNonNull(Examples.KEYS.get(text));
    }

    @Test
    void aKeyTellsItsPartsButItsBody() {
        PlaintextKey live = parsed(Examples.TWO_WORDS_LIVE);
        assertThat(live.prefix()).isEqualTo("acme_eu_live_");
        assertThat(live.hint()).isEqualTo("0123");
        assertThat(live.environment()).isEqualTo(Environment.LIVE);
        PlaintextKey test = parsed(Examples.SK_TEST);
        assertThat(test.prefix()).isEqualTo("sk_test_");
        assertThat(test.hint()).isEqualTo("Zz9Y");
        assertThat(test.environment()).isEqualTo(Environment.TEST);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void whatIsGeneratedIsReadBack(KeyFormat format) {
        SecureRandom random = new SecureRandom();
        for (Environment environment : Environment.values()) {
            for (int i = 0; i < 200; i++) {
                PlaintextKey made = format.generate(environment, random);
                PlaintextKey read = parsed(made.reveal());
                assertThat(read.hash()).isEqualTo(made.hash());
                assertThat(read.environment()).isEqualTo(environment);
                assertThat(read.prefix()).isEqualTo(format.start(environment)).isEqualTo(made.prefix());
                assertThat(read.hint()).isEqualTo(made.hint()).hasSize(4);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Examples.CK_LIVE, Examples.CK_TEST, Examples.TWO_WORDS_LIVE})
    void everyOtherCharacterInAnyPlaceIsRefused(String key) {
        for (int at = 0; at < key.length(); at++) {
            for (char c = 0; c < 0x250; c++) {
                if (c != key.charAt(at)) {
                    String changed = key.substring(0, at) + c + key.substring(at + 1);
                    assertThat(parse(changed)).as("U+%04X at %d", (int) c, at).isNull();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("exampleKeys")
    void everyNeighbourSwapOfDifferentCharactersIsRefusedWhereThereIsAChecksum(String key) {
        for (int at = 0; at + 1 < key.length(); at++) {
            char one = key.charAt(at);
            char other = key.charAt(at + 1);
            boolean guarded = formatOf(key).checksum() || at < key.indexOf("_live_") + 6;
            if (one != other && guarded) {
                String swapped = key.substring(0, at) + other + one + key.substring(at + 2);
                assertThat(parse(swapped)).as("swapped at %d", at).isNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("exampleKeys")
    void caseIsNotFolded(String key) {
        assertThat(parse(key.toUpperCase(java.util.Locale.ROOT))).isNull();
        if (!key.equals(Examples.EXSTR_LIVE)) {
            assertThat(parse(key.toLowerCase(java.util.Locale.ROOT))).isNull();
        }
        for (int at = 0; at < key.length(); at++) {
            char c = key.charAt(at);
            if (Character.isLetter(c)) {
                char other = Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c);
                assertThat(parse(key.substring(0, at) + other + key.substring(at + 1)))
                        .as("the other case at %d", at)
                        .isNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("exampleKeys")
    void nothingIsTrimmedOrCut(String key) {
        for (String more : List.of(" ", "\t", "\r\n", "\0", "\u00a0", "\u200b", "\ufeff", "0", "_", ",", key)) {
            assertThat(parse(key + more)).isNull();
            assertThat(parse(more + key)).isNull();
        }
        for (int to = 0; to < key.length(); to++) {
            assertThat(parse(key.substring(0, to))).as("the first %d", to).isNull();
        }
        for (int from = 1; from < key.length(); from++) {
            assertThat(parse(key.substring(from))).as("from %d on", from).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // full-width 0, NUL, dotted capital I, Kelvin sign, Latin-1 letters, an emoji in place of two
                // characters
                "exstr_live_\uff10123456789abcdef0123456789abcdef",
                "exstr_live_\u0000123456789abcdef0123456789abcdef",
                "exstr_live_\u0130123456789abcdef0123456789abcdef",
                "exstr_l\u0130ve_0123456789abcdef0123456789abcdef",
                "exstr_l\u0131ve_0123456789abcdef0123456789abcdef",
                "exstr_live_\u212a123456789abcdef0123456789abcdef",
                "exstr_live_\u00e4123456789abcdef0123456789abcdef",
                "exstr_live_\u00ff123456789abcdef0123456789abcdef",
                "exstr_live_\u0130\u0131\u00df\u017f456789abcdef0123456789abcdef",
                "exstr_live_\ud83d\ude00123456789abcdef0123456789abcdef",
                "exstr_live_\ud83d\ude0023456789abcdef0123456789abcdef",
                "exstr_live_\ud83d123456789abcdef0123456789abcdef",
                // Each folds to an ASCII digit or letter when only its low byte is kept.
                "exstr_live_\u0130\u0131\u0132\u01333456789abcdef0123456789ab",
                "exstr_live_\u0330123456789abcdef0123456789abcdef",
                "\u0165xstr_live_0123456789abcdef0123456789abcdef",
                "exstr\u015flive_0123456789abcdef0123456789abcdef",
                "exstr_live_?123456789abcdef0123456789abcdef",
            })
    void whatIsNotAsciiIsRefused(String text) {
        assertThat(parse(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "_",
                "exstr",
                "exstr_live_",
                "exstr_live_0123456789abcdef0123456789abcde",
                "exstr_live_0123456789abcdef0123456789abcdef0",
                "exstr_live_0123456789ABCDEF0123456789ABCDEF",
                "exstr_live_0123456789abcdeg0123456789abcdef",
                "exstr_prod_0123456789abcdef0123456789abcdef",
                "exstr-live-0123456789abcdef0123456789abcdef",
                "exstr_live0123456789abcdef0123456789abcdef0",
                "exstr__live_123456789abcdef0123456789abcdef",
                "other_live_0123456789abcdef0123456789abcdef",
                "live_0123456789abcdef0123456789abcdef",
                "eu_live_0123456789ABCDEFGHIJKLMNOPQRST45jNFc",
                "acme_live_0123456789ABCDEFGHIJKLMNOPQRST45jNFc",
                "acme__eu_live_0123456789ABCDEFGHIJKLMNOPQRST45jNFc",
                // The checksum is right for another prefix or environment.
                "ck_test_0123456789ABCDEFGHIJKLMNOPQRST1dPbGh",
                "ck_live_0123456789ABCDEFGHIJKLMNOPQRST3E7BW8",
                "elacity_live_0123456789ABCDEFGHIJKLMNOPQRST1dPbGh",
            })
    void whatIsNotOfTheFormatIsRefused(String text) {
        assertThat(parse(text)).isNull();
    }

    @Test
    void hexWithoutAChecksumTakesEveryBodyOfItsDigits() {
        assertThat(parse("exstr_live_" + "0".repeat(32))).isNotNull();
        assertThat(parse("exstr_test_" + "f".repeat(32))).isNotNull();
    }

    @Test
    void theLongestKeyIsReadAndALongerTextIsNot() {
        KeyFormat longest = new KeyFormat("a".repeat(32), Alphabet.BASE62, 128, true);
        String key = longest.generate(Environment.LIVE, new SecureRandom()).reveal();
        assertThat(key).hasSize(166);
        assertThat(PlaintextKey.parse(key, List.of(longest))).isNotNull();
        assertThat(PlaintextKey.parse(key + 'a', List.of(longest))).isNull();
        assertThat(PlaintextKey.parse("a".repeat(10_000_000), List.of(longest))).isNull();
    }

    @Test
    void itsTextSaysNothing() {
        PlaintextKey key = parsed(Examples.CK_LIVE);
        assertThat(key).hasToString("PlaintextKey[redacted]");
        assertThat(String.valueOf(List.of(key))).doesNotContain("0123");
    }
}
