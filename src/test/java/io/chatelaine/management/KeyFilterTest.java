package io.chatelaine.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
    @CsvSource({"active, true", "disabled, true", "expired, true", "revoked, false", "all, false"})
    void aStatusIsOneOfFive(String status, boolean dependsOnTime) {
        KeyFilter filter = KeyFilter.of(status, null, "key_1");
        assertThat(filter.status()).isEqualTo(status);
        assertThat(filter.dependsOnTime()).isEqualTo(dependsOnTime);
        assertThat(filter.page().cursor()).contains("key_1");
    }

    @Test
    void theConditionsArePinned() {
        assertThat(KeyFilter.of("all", null, null).condition()).isEmpty();
        assertThat(KeyFilter.of("active", null, null).condition())
                .isEqualTo(" AND k.revokedAt IS NULL AND (k.expiresAt IS NULL OR k.expiresAt > :now)"
                        + " AND k.enabled = TRUE");
        assertThat(KeyFilter.of("disabled", null, null).condition())
                .isEqualTo(" AND k.revokedAt IS NULL AND (k.expiresAt IS NULL OR k.expiresAt > :now)"
                        + " AND k.enabled = FALSE");
        assertThat(KeyFilter.of("expired", null, null).condition())
                .isEqualTo(" AND k.revokedAt IS NULL AND k.expiresAt <= :now");
        assertThat(KeyFilter.of("revoked", null, null).condition()).isEqualTo(" AND k.revokedAt IS NOT NULL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Active", "ACTIVE", "active ", "active,revoked", "rotated", "' OR 1=1"})
    void anotherStatusIsRefused(String status) {
        assertThatExceptionOfType(BadQueryException.class)
                .isThrownBy(() -> KeyFilter.of(status, null, null))
                .withMessage("status is none of active, disabled, expired, revoked, all");
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
        assertThatExceptionOfType(BadQueryException.class)
                .isThrownBy(() -> KeyFilter.of(null, limit, null))
                .withMessage("limit is no number from 1 to 100");
    }
}
