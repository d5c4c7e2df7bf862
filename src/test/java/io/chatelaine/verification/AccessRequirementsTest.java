package io.chatelaine.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.audit.RefusalReason;
import io.chatelaine.config.Settings;
import io.chatelaine.config.TestSettings;
import io.chatelaine.key.Environment;
import io.chatelaine.key.Scopes;
import io.chatelaine.verification.VerificationResult.Refused;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccessRequirementsTest {
    private static final Settings ROLLBACK = TestSettings.of("chatelaine.environment.test", "rollback");

    private static AccessRequirements requirements(String scopes, @Nullable String account, boolean anyEnvironment) {
        return new AccessRequirements(Scopes.parse(scopes), account, anyEnvironment);
    }

    @Test
    void keyThatMeetsAllRequirementsIsNotRefused() {
        VerifiedKey key = VerifiedKeys.key(Environment.TEST, null, "a b");
        assertThat(requirements("", null, true).refusal(key, ROLLBACK)).isNull();
        assertThat(requirements("a b", "acme", true).refusal(key, ROLLBACK)).isNull();
        assertThat(requirements("b", null, false).refusal(key, TestSettings.of()))
                .isNull();
    }

    @Test
    void firstRequirementThatIsNotMetIsTheReason() {
        VerifiedKey test = VerifiedKeys.key(Environment.TEST, null, "a");
        VerifiedKey live = VerifiedKeys.key(Environment.LIVE, null, "a");
        AccessRequirements all = requirements("c b", "other", false);
        assertThat(all.refusal(test, ROLLBACK)).isEqualTo(new Refused(RefusalReason.WRONG_ENVIRONMENT, test, "test"));
        assertThat(all.refusal(live, ROLLBACK)).isEqualTo(new Refused(RefusalReason.OTHER_ACCOUNT, live, "other"));
        assertThat(requirements("c b", "acme", false).refusal(live, ROLLBACK))
                .isEqualTo(new Refused(RefusalReason.INSUFFICIENT_SCOPE, live, "b c"));
    }
}
