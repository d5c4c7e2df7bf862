package io.chatelaine.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.management.ApiKey;
import io.chatelaine.management.Keys;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeyStatusTest {
    private static final Instant NOW = Keys.NOW;
    private static final Instant LATER = NOW.plusSeconds(1);
    private static final Instant EARLIER = NOW.minusSeconds(1);

    @Test
    void aNewKeyIsActive() {
        assertThat(Keys.key(null).status(NOW)).isEqualTo(KeyStatus.ACTIVE);
        assertThat(Keys.key(LATER).status(NOW)).isEqualTo(KeyStatus.ACTIVE);
    }

    @Test
    void aKeyExpiresInTheMicrosecondThatItNames() {
        ApiKey key = Keys.key(NOW);
        assertThat(key.status(NOW.minusNanos(1_000))).isEqualTo(KeyStatus.ACTIVE);
        assertThat(key.status(NOW)).isEqualTo(KeyStatus.EXPIRED);
        assertThat(key.status(LATER)).isEqualTo(KeyStatus.EXPIRED);
    }

    @Test
    void revokedOutweighsExpiredAndDisabled() {
        assertThat(Keys.revoked(Keys.key(null), EARLIER).status(NOW)).isEqualTo(KeyStatus.REVOKED);
        assertThat(Keys.revoked(Keys.disabled(Keys.key(EARLIER)), EARLIER).status(NOW))
                .isEqualTo(KeyStatus.REVOKED);
    }

    @Test
    void expiredOutweighsDisabled() {
        assertThat(Keys.disabled(Keys.key(LATER)).status(NOW)).isEqualTo(KeyStatus.DISABLED);
        assertThat(Keys.disabled(Keys.key(EARLIER)).status(NOW)).isEqualTo(KeyStatus.EXPIRED);
    }

    /** Revoked is final: no clock of any node gives a revoked key another status. */
    @Test
    void revokedIsRevokedWhateverTheClockSays() {
        ApiKey key = Keys.revoked(Keys.key(null), LATER);
        assertThat(key.status(Instant.EPOCH)).isEqualTo(KeyStatus.REVOKED);
        assertThat(key.revokedAt()).isEqualTo(LATER);
    }

    @Test
    void theWordsArePinned() {
        assertThat(KeyStatus.values())
                .extracting(KeyStatus::word)
                .containsExactly("active", "disabled", "expired", "revoked");
    }

    @Test
    void aKeyKeepsOfItsPlaintextTheStartAndTheHintOnly() {
        ApiKey key = Keys.key(null);
        assertThat(key.prefix()).isEqualTo("ck_live_");
        assertThat(key.hint()).matches("[0-9A-Za-z]{4}");
        assertThat(key.createdAt()).isEqualTo(NOW);
        assertThat(key.createdBy()).isEqualTo("key_1");
        assertThat(key.environment()).isEqualTo(Environment.LIVE);
    }
}
