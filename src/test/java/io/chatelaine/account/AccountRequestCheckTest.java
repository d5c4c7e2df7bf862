package io.chatelaine.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chatelaine.config.TestSettings;
import io.chatelaine.request.InvalidRequestException;
import io.chatelaine.request.InvalidRequestException.FieldError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountRequestCheckTest {
    private static final String SLUG = "is 1 to 64 of a-z, 0-9 and single inner hyphens";

    private final AccountRequestCheck check = new AccountRequestCheck(TestSettings.of());

    private List<FieldError> errors(AccountRequest asked) {
        InvalidRequestException refusal = catchThrowableOfType(InvalidRequestException.class, () -> check.check(asked));
        assertThat(refusal).as("%s", asked).isNotNull();
        return refusal.errors();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "acme", "your-org", "a-1-b", "2026"})
    void aSlugIsOfThisForm(String slug) {
        assertThatNoException().isThrownBy(() -> check.check(new AccountRequest(slug, "Name")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "A", "-a", "a-", "a--b", "a_b", "a b", "a/b", "..", "a.b", "a%20", "\u00e4", "\uff41", "a;b", "a'"
            })
    void anyOtherIsRefused(String slug) {
        assertThat(errors(new AccountRequest(slug, "Name"))).containsExactly(new FieldError("slug", SLUG));
    }

    @Test
    void aSlugHasAtMost64Characters() {
        assertThatNoException().isThrownBy(() -> check.check(new AccountRequest("a".repeat(64), "Name")));
        assertThat(errors(new AccountRequest("a".repeat(65), "Name"))).containsExactly(new FieldError("slug", SLUG));
    }

    @Test
    void bothAreNeededAndAllThatIsWrongIsSaidAtOnce() {
        assertThat(errors(new AccountRequest(null, null)))
                .containsExactly(
                        new FieldError("slug", SLUG), new FieldError("name", "is needed: say whose account it is"));
    }

    @Test
    void aPatchNeedsNoNameButAGoodOne() {
        assertThatNoException().isThrownBy(() -> check.check(new AccountPatch(null, null)));
        assertThat(catchThrowableOfType(InvalidRequestException.class, () -> check.check(new AccountPatch("\n", true))))
                .isNotNull();
    }
}
