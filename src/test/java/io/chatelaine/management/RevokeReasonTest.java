package io.chatelaine.management;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The storable part of every reason of a revoke is kept. */
class RevokeReasonTest {
    private static final String KEY_EMOJI = "\ud83d\udd11";

    private static RevokeReason of(String said) {
        return RevokeReason.of(said, "ck");
    }

    @Test
    void nothingSaidIsNothingKept() {
        assertThat(RevokeReason.of(null, "ck")).isEqualTo(new RevokeReason(null, false));
        assertThat(of("")).isEqualTo(new RevokeReason(null, false));
        assertThat(of(" \u2800")).isEqualTo(new RevokeReason(null, false));
    }

    @Test
    void twoHundredCharactersAreKeptHoweverManyUnitsTheyTake() {
        assertThat(of(KEY_EMOJI.repeat(200))).isEqualTo(new RevokeReason(KEY_EMOJI.repeat(200), false));
        assertThat(of("x" + KEY_EMOJI.repeat(5000))).isEqualTo(new RevokeReason("x" + KEY_EMOJI.repeat(199), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\u001bb", "a\ud83db", "a\udd11b", "a\u202eb", "a\nb", "a\u2028b"})
    void whatIsNoTextIsReplaced(String said) {
        assertThat(of(said)).isEqualTo(new RevokeReason("a?b", true));
    }

    @Test
    void keyIsNotKept() {
        assertThat(of("it was ck_live_" + "A".repeat(36))).isEqualTo(new RevokeReason(null, true));
    }
}
