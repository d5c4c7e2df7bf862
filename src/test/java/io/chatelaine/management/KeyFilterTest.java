package io.chatelaine.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chatelaine.key.KeyStatus;
import io.chatelaine.request.InvalidQueryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFilterTest {
    @Test
    void defaultsArePinned() {
        KeyFilter filter = KeyFilter.of(null, null, null);
        assertThat(filter.status()).isEqualTo("active");
        assertThat(filter.page().limit()).isEqualTo(50);
        assertThat(filter.page().cursor()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"active, ACTIVE", "disabled, DISABLED", "expired, EXPIRED", "revoked, REVOKED"})
    void statusIsOneOfFour(String status, KeyStatus state) {
        KeyFilter filter = KeyFilter.of(status, null, "key_1");
        assertThat(filter.status()).isEqualTo(status);
        assertThat(filter.states(false)).containsExactly(state);
        assertThat(KeyStatus.values()).filteredOn(filter::fits).containsExactly(state);
        assertThat(filter.isAboutEnds()).isEqualTo(state == KeyStatus.EXPIRED);
        assertThat(filter.page().cursor()).contains("key_1");
    }

    @Test
    void orAll() {
        KeyFilter filter = KeyFilter.of("all", null, null);
        assertThat(filter.states(false)).containsExactly(KeyStatus.values());
        assertThat(KeyStatus.values()).allMatch(filter::fits);
        assertThat(filter.isAboutEnds()).isFalse();
    }

    @Test
    void expiredKeyIsLookedForAmongTheLivingUntilItsEndIsNoticed() {
        assertThat(KeyFilter.of("expired", null, null).states(true))
                .containsExactly(KeyStatus.ACTIVE, KeyStatus.DISABLED, KeyStatus.EXPIRED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Active", "ACTIVE", "active ", "active,revoked", "rotated", "' OR 1=1"})
    void anotherStatusIsRefused(String status) {
        assertThatExceptionOfType(InvalidQueryException.class)
                .isThrownBy(() -> KeyFilter.of(status, null, null))
                .withMessage("status must be one of: active, disabled, expired, revoked, all");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "50, 50", "100, 100", "007, 7"})
    void aLimitIsANumber(String text, int limit) {
        assertThat(KeyFilter.of(null, text, null).page().limit()).isEqualTo(limit);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0", "-1", "101", "1.0", "1e1", " 1", "+1", "\u0661", "ten", "99999999999", "0x10", "NaN"})
    void anotherLimitIsRefused(String limit) {
        assertThatExceptionOfType(InvalidQueryException.class)
                .isThrownBy(() -> KeyFilter.of(null, limit, null))
                .withMessage("limit must be a number from 1 to 100");
    }
}
