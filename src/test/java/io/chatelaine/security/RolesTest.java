package io.chatelaine.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.key.Environment;
import io.chatelaine.key.Scope;
import io.chatelaine.key.Scopes;
import io.chatelaine.verification.VerifiedKey;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RolesTest {
    private static Set<String> roles(Environment environment, @Nullable String tier, String scopes) {
        VerifiedKey key =
                new VerifiedKey("key_1", "n", environment, tier, Scopes.parse(scopes), null, false, "acc_1", "a", "A");
        return Roles.of(key, List.of(Scope.ADMIN, new Scope("orders:read")));
    }

    @Test
    void keyHasItsScopesAndWhatItIsByItself() {
        assertThat(roles(Environment.LIVE, "partner", "keys:read"))
                .containsExactlyInAnyOrder("keys:read", "key", "env:live", "tier:partner");
        assertThat(roles(Environment.TEST, null, "")).containsExactlyInAnyOrder("key", "env:test");
        assertThat(roles(Environment.LIVE, null, "admin"))
                .containsExactlyInAnyOrder("admin", "orders:read", "key", "env:live");
    }

    @Test
    void scopeMakesNoKeyWhatItIsNot() {
        assertThat(roles(Environment.TEST, "free", "env:live tier:partner"))
                .containsExactlyInAnyOrder("key", "env:test", "tier:free");
    }
}
