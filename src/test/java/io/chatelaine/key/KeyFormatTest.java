package io.chatelaine.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFormatTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @ParameterizedTest
    @CsvSource({"BASE62, 28, true", "BASE62, 22, false", "HEX, 38, true", "HEX, 32, false", "BASE62, 128, true"})
    void atLeast128RandomBitsWillDo(Alphabet alphabet, int length, boolean checksum) {
        assertThatCode(() -> new KeyFormat("ck", alphabet, length, checksum)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "BASE62, 27, true",
        "BASE62, 21, false",
        "HEX, 37, true",
        "HEX, 31, false",
        "BASE62, 6, true",
        "BASE62, 0, false",
        "BASE62, -1, false",
        "BASE62, 129, true",
        "HEX, 129, false",
    })
    void fewerRandomBitsOrMoreCharactersAreRefused(Alphabet alphabet, int length, boolean checksum) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeyFormat("ck", alphabet, length, checksum))
                .withMessage("BODY must hold at least 128 random bits, in at most 128 characters");
    }

    @Test
    void theChecksumIsNotRandom() {
        assertThat(KeyFormat.randomBits(Alphabet.HEX, 32, false)).isEqualTo(128.0);
        assertThat(KeyFormat.randomBits(Alphabet.HEX, 38, true)).isEqualTo(128.0);
        assertThat(KeyFormat.randomBits(Alphabet.BASE62, 36, true)).isCloseTo(178.63, within(0.01));
        assertThat(KeyFormat.randomBits(Alphabet.BASE62, 3, true)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "ck", "sk", "elestrals", "acme_eu", "a_b_c", "a1", "a_1", "abcdefghijklmnopqrstuvwxyz012345"
            })
    void isAPrefix(String text) {
        assertThat(KeyFormat.isPrefix(text)).isTrue();
        assertThat(new KeyFormat(text, Alphabet.HEX, 32, false).start(Environment.LIVE))
                .isEqualTo(text + "_live_");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "_",
                "_a",
                "a_",
                "a__b",
                "1a",
                "A",
                "aB",
                "a-b",
                "a b",
                "a.b",
                "\u00e4",
                "a\u00e9",
                "\uff41",
                "a\u0000",
                "a\n",
                "abcdefghijklmnopqrstuvwxyz0123456"
            })
    void isNoPrefix(String text) {
        assertThat(KeyFormat.isPrefix(text)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeyFormat(text, Alphabet.HEX, 32, false))
                .withMessage("not a prefix");
    }

    @Test
    void aKeyIsPrefixEnvironmentAndBody() {
        assertThat(Examples.NONE.generate(Environment.LIVE, RANDOM).reveal()).matches("ck_live_[0-9A-Za-z]{36}");
        assertThat(Examples.ELESTRALS.generate(Environment.LIVE, RANDOM).reveal())
                .matches("elestrals_live_[0-9A-Za-z]{32}");
        assertThat(Examples.ELACITY.generate(Environment.TEST, RANDOM).reveal())
                .matches("elacity_test_[0-9A-Za-z]{36}");
        assertThat(Examples.EXSTR.generate(Environment.LIVE, RANDOM).reveal()).matches("exstr_live_[0-9a-f]{32}");
        assertThat(Examples.SK.generate(Environment.TEST, RANDOM).reveal()).matches("sk_test_[0-9A-Za-z]{32}");
    }

    @Test
    void aKeyFromKnownRandomnessIsPinned() {
        assertThat(Examples.NONE.generate(Environment.LIVE, Examples.counting()).reveal())
                .isEqualTo("ck_live_0123456789ABCDEFGHIJKLMNOPQRST1dPbGh");
        assertThat(Examples.EXSTR
                        .generate(Environment.LIVE, Examples.counting())
                        .reveal())
                .isEqualTo("exstr_live_0123456789abcdef0123456789abcdef");
    }

    @Test
    void everyDigitOccursAndNoneIsFavoured() {
        int[] seen = new int[128];
        for (int i = 0; i < 10_000; i++) {
            String key = Examples.NONE.generate(Environment.LIVE, RANDOM).reveal();
            key.substring(8, 38).chars().forEach(c -> seen[c]++);
        }
        // 300,000 digits: 4,839 of each are expected, the standard deviation is 69; seven deviations never happen.
        for (int i = 0; i < 62; i++) {
            assertThat(seen[Alphabet.BASE62.digit(i)])
                    .as("digit %s", Alphabet.BASE62.digit(i))
                    .isBetween(4_350, 5_330);
        }
    }

    @Test
    void everyPlaceOfAKeyIsRandom() {
        List<Set<Integer>> seen = new java.util.ArrayList<>();
        for (int i = 0; i < 30; i++) {
            seen.add(new TreeSet<>());
        }
        for (int i = 0; i < 2_000; i++) {
            String key = Examples.NONE.generate(Environment.LIVE, RANDOM).reveal();
            for (int at = 0; at < 30; at++) {
                seen.get(at).add((int) key.charAt(8 + at));
            }
        }
        assertThat(seen).allSatisfy(digits -> assertThat(digits).hasSize(62));
    }

    @Test
    void noTwoKeysAreTheSame() {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            keys.add(Examples.EXSTR.generate(Environment.LIVE, RANDOM).reveal());
        }
        assertThat(keys).hasSize(10_000);
    }
}
