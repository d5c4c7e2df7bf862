package io.chatelaine.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {
    /** The form of a scope in the contract. The code does not use this expression, so each checks the other. */
    private static final String FORM = "[a-z][a-z0-9-]*(:[a-z0-9-]+)*";

    @ParameterizedTest
    @ValueSource(strings = {"a", "admin", "keys:read", "a:b:c", "a-b:c-d", "a1:2", "a:-", "a-", "orders:2024:read"})
    void isAScope(String text) {
        assertThat(text).matches(FORM);
        assertThat(Scope.of(text)).contains(new Scope(text));
        assertThat(new Scope(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "a:",
                ":a",
                "a::b",
                "A",
                "aB",
                "1a",
                "-a",
                "a b",
                " a",
                "a ",
                "a_b",
                "a.b",
                "a:*",
                "a\n",
                "a:\u00e4",
                "\uff41",
                "a,b",
                "a\"b"
            })
    void isNoScope(String text) {
        assertThat(text.matches(FORM)).isFalse();
        assertThat(Scope.of(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new Scope(text)).withMessage("not a scope");
    }

    @Test
    void theFormIsThatOfTheContractForEveryShortText() {
        String signs = "az09-:A_ ";
        for (int i = 0; i < signs.length(); i++) {
            for (int j = 0; j < signs.length(); j++) {
                for (int k = 0; k < signs.length(); k++) {
                    String text = "" + signs.charAt(i) + signs.charAt(j) + signs.charAt(k);
                    assertThat(Scope.of(text).isPresent()).as(text).isEqualTo(text.matches(FORM));
                }
            }
        }
    }

    @Test
    void aScopeHasAtMost64Characters() {
        assertThat(Scope.of("a".repeat(64))).isPresent();
        assertThat(Scope.of("a".repeat(65))).isEmpty();
    }

    @Test
    void ownScopesArePinned() {
        assertThat(Scope.OWN)
                .extracting(Scope::text)
                .containsExactly("keys:read", "keys:write", "keys:verify", "audit:read", "metrics:read", "admin");
        assertThat(Scope.MOST).isEqualTo(32);
    }
}
