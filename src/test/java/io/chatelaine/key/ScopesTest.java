package io.chatelaine.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopesTest {
    private static final Scope READ = new Scope("keys:read");
    private static final Scope WRITE = new Scope("keys:write");

    @Test
    void areSortedAndEachOnce() {
        Scopes scopes = new Scopes(List.of(WRITE, READ, WRITE));
        assertThat(scopes.list()).containsExactly(READ, WRITE);
        assertThat(scopes).isEqualTo(new Scopes(List.of(READ, WRITE)));
    }

    @Test
    void standBesideEachOtherAsText() {
        assertThat(new Scopes(List.of(WRITE, READ)).text()).isEqualTo("keys:read keys:write");
        assertThat(new Scopes(List.of(READ)).text()).isEqualTo("keys:read");
        assertThat(new Scopes(List.of()).text()).isEmpty();
    }

    @Test
    void areReadBackFromTheirText() {
        for (Scopes scopes : List.of(new Scopes(List.of()), new Scopes(List.of(READ)), new Scopes(Scope.OWN))) {
            assertThat(Scopes.parse(scopes.text())).isEqualTo(scopes);
        }
    }

    @Test
    void aTextThatWeDidNotWriteIsRefused() {
        for (String text : List.of(" ", "keys:read  keys:write", " keys:read", "keys:read,keys:write", "KEYS:READ")) {
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> Scopes.parse(text));
        }
    }

    @Test
    void includeWhatTheyHaveAndNothingElse() {
        Scopes read = new Scopes(List.of(READ));
        assertThat(read.include(List.of(READ))).isTrue();
        assertThat(read.include(List.of())).isTrue();
        assertThat(read.include(List.of(WRITE))).isFalse();
        assertThat(read.include(List.of(READ, WRITE))).isFalse();
        assertThat(read.include(List.of(Scope.ADMIN))).isFalse();
        assertThat(new Scopes(List.of()).include(List.of(READ))).isFalse();
    }

    @Test
    void allOfOurOwnButAdminAreNotAdmin() {
        List<Scope> lesser = new ArrayList<>(Scope.OWN);
        lesser.remove(Scope.ADMIN);
        assertThat(new Scopes(lesser).include(List.of(Scope.ADMIN))).isFalse();
    }

    @Test
    void adminIncludesEveryScope() {
        Scopes admin = new Scopes(List.of(Scope.ADMIN));
        assertThat(admin.include(Scope.OWN)).isTrue();
        assertThat(admin.include(List.of(new Scope("orders:read")))).isTrue();
    }

    @Test
    void rolesAreTheNamesAndForAdminEveryScopeThatThereIs() {
        List<Scope> every = List.of(READ, WRITE, Scope.ADMIN);
        assertThat(new Scopes(List.of(READ)).roles(every)).containsExactly("keys:read");
        assertThat(new Scopes(List.of()).roles(every)).isEmpty();
        assertThat(new Scopes(List.of(Scope.ADMIN)).roles(every)).containsExactly("admin", "keys:read", "keys:write");
    }

    @Test
    void nobodyCanChangeThem() {
        List<Scope> given = new ArrayList<>(List.of(READ));
        Scopes scopes = new Scopes(given);
        given.add(Scope.ADMIN);
        assertThat(scopes.list()).containsExactly(READ);
        assertThat(scopes.list()).isUnmodifiable();
    }
}
