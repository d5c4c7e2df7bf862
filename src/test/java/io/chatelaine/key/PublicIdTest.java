package io.chatelaine.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PublicIdTest {
    @Test
    void aKeyIdIsPinnedForKnownRandomness() {
        assertThat(PublicId.ofKey(Examples.counting())).isEqualTo("key_0123456789ABCDEFGHIJKL");
    }

    @Test
    void anAccountIdIsPinnedForKnownRandomness() {
        assertThat(PublicId.ofAccount(Examples.counting())).isEqualTo("acc_0123456789ABCDEFGHIJKL");
    }

    @Test
    void fitsInItsColumnAndIsNotCounted() {
        SecureRandom random = new SecureRandom();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            String id = PublicId.ofKey(random);
            assertThat(id).matches("key_[0-9A-Za-z]{22}");
            ids.add(id);
        }
        assertThat(ids).hasSize(1_000);
    }

    @Test
    void whatNoIdCouldBeIsNotAskedFor() {
        assertThat(PublicId.mayBe("key_0123456789ABCDEFGHIJKL")).isTrue();
        for (String odd : new String[] {"key_0 ", " key_0", "key_0\n", "key-0", "ü", "key_０", "'"}) {
            assertThat(PublicId.mayBe(odd)).as(odd).isFalse();
        }
    }
}
