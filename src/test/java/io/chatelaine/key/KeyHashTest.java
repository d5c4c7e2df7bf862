package io.chatelaine.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyHashTest {
    private static KeyHash hash(String key, KeyFormat format) {
        return Objects.requireNonNull(PlaintextKey.parse(key, List.of(format))).hash();
    }

    /** Computed with Python's hashlib: the rows of every running server have these hashes. */
    @ParameterizedTest
    @CsvSource({
        "ck_live_0123456789ABCDEFGHIJKLMNOPQRST1dPbGh, 758be3519d4150bf4a5a0ebe368bcd350c824dbd768c5ed3346f8e889d505dbc",
        "ck_test_0123456789ABCDEFGHIJKLMNOPQRST3E7BW8, 4c048f2f0909d5793f4e543b3ddaae0e6c81560e93a86884d3ca2285fa2d9eb9",
        "elestrals_live_abcdefghijklmnopqrstuvwxyz1zupQP, 271676140a98123108a9a1fa3297c11bb3b5c6c60d35e7601ed1d2d46f582da0",
        "elacity_live_zyxwvutsrqponmlkjihgfedcbaZYXW1mtBFI, 92194b41ceb6c101bcba582bc627eef260e47d49284223b5554039d8a37cb2ed",
        "exstr_live_0123456789abcdef0123456789abcdef, c2d0896ceba6253a7debb20ed5a9d6b5b1d297a0878ab58056fc65ce30973805",
        "acme_eu_live_0123456789ABCDEFGHIJKLMNOPQRST45jNFc, 1e31d11e645071ec29f3d9e7e7239fafe2b1b768fae2c7fa16e451e608603837",
    })
    void isTheSha256OfTheWholeKey(String key, String sha256) {
        KeyFormat format = Objects.requireNonNull(Examples.KEYS.get(key));
        assertThat(HexFormat.of().formatHex(hash(key, format).bytes())).isEqualTo(sha256);
    }

    @Test
    void isTheSha256OfTheWholeKeyInTheSkPresetToo() {
        assertThat(HexFormat.of().formatHex(hash(Examples.SK_LIVE, Examples.SK).bytes()))
                .isEqualTo("b58ab035d78fccc51070e3dc9b9b4dcb29545e7fa18643d469f2484f84667713");
        assertThat(HexFormat.of().formatHex(hash(Examples.SK_TEST, Examples.SK).bytes()))
                .isEqualTo("4897f464eb5acd02157a2ea291e7398466cb145ba9e5fbd9990be83d8f3cef33");
    }

    @Test
    void whatWasStoredIsTheSameHashAgain() {
        KeyHash hash = hash(Examples.CK_LIVE, Examples.NONE);
        KeyHash stored = KeyHash.ofStored(hash.bytes());
        assertThat(stored).isEqualTo(hash).hasSameHashCodeAs(hash);
        assertThat(stored.bytes()).hasSize(32);
    }

    @Test
    void anotherKeyHasAnotherHash() {
        assertThat(hash(Examples.CK_LIVE, Examples.NONE)).isNotEqualTo(hash(Examples.CK_TEST, Examples.NONE));
        assertThat(hash(Examples.CK_LIVE, Examples.NONE).equals(new Object())).isFalse();
    }

    @Test
    void nobodyCanChangeIt() {
        byte[] given = new byte[32];
        KeyHash hash = KeyHash.ofStored(given);
        given[0] = 1;
        hash.bytes()[1] = 1;
        assertThat(hash.bytes()).isEqualTo(new byte[32]);
    }

    @Test
    void itsTextSaysNothing() {
        assertThat(hash(Examples.CK_LIVE, Examples.NONE)).hasToString("KeyHash[redacted]");
    }
}
