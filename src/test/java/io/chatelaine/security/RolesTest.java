package io.chatelaine.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.key.Environment;
import io.chatelaine.key.Scope;
import io.chatelaine.verification.VerifiedKeys;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RolesTest {
    private static Set<String> roles(Environment environment, @Nullable String tier, String scopes) {
        return Roles.of(VerifiedKeys.key(environment, tier, scopes), List.of(Scope.ADMIN, new Scope("orders:read")));
    }

    @Test
    void keyHasItsScopesEnvironmentAndTierAsRoles() {
        assertThat(roles(Environment.LIVE, "partner", "keys:read"))
                .containsExactlyInAnyOrder("keys:read", "key", "env:live", "tier:partner");
        assertThat(roles(Environment.TEST, null, "")).containsExactlyInAnyOrder("key", "env:test");
        assertThat(roles(Environment.LIVE, null, "admin"))
                .containsExactlyInAnyOrder("admin", "orders:read", "key", "env:live");
    }

    @Test
    void scopeGivesNoEnvironmentOrTier() {
        assertThat(roles(Environment.TEST, "free", "env:live tier:partner"))
                .containsExactlyInAnyOrder("key", "env:test", "tier:free");
    }
}
