package io.chatelaine.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.audit.RefusalReason;
import io.chatelaine.config.TestSettings;
import io.chatelaine.key.Environment;
import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.security.AuthenticationResult.Failed;
import io.chatelaine.security.CredentialExtraction.AmbiguityReason;
import io.chatelaine.verification.VerificationResult.Refused;
import io.chatelaine.verification.VerifiedKey;
import io.chatelaine.verification.VerifiedKeys;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailureProblemsTest {
    private static final VerifiedKey KEY = VerifiedKeys.key(Environment.LIVE, null, "");

    private final FailureProblems problems = new FailureProblems(TestSettings.of());

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN", "REVOKED", "EXPIRED", "DISABLED", "ACCOUNT_SUSPENDED", "WRONG_ENVIRONMENT"})
    void inactiveKeyIsRefusedLikeAMalformedOne(RefusalReason reason) {
        Failed malformed = problems.refused(new Refused(RefusalReason.MALFORMED, null, null), true);
        assertThat(malformed.problem().type()).isEqualTo(ProblemType.INVALID_API_KEY);
        assertThat(problems.refused(new Refused(reason, KEY, "2026-01-01T00:00:00Z"), true))
                .isEqualTo(malformed);
    }

    @Test
    void challengesNameAnInvalidTokenOnlyIfItWasABearerToken() {
        Refused unknown = new Refused(RefusalReason.UNKNOWN, null, null);
        assertThat(problems.refused(unknown, true).challenges())
                .containsExactly(
                        "Bearer realm=\"chatelaine\", error=\"invalid_token\"",
                        "ApiKey realm=\"chatelaine\", header=\"X-API-Key\"");
        assertThat(problems.refused(unknown, false).challenges())
                .containsExactly("Bearer realm=\"chatelaine\"", "ApiKey realm=\"chatelaine\", header=\"X-API-Key\"");
    }

    @ParameterizedTest
    @CsvSource({
        "RESTRICTED_ADDRESS, The key may not be used from this IP address.",
        "RESTRICTED_REFERRER, The key may not be used from this referrer.",
        "RESTRICTED_ENDPOINT, The key may not be used for this endpoint."
    })
    void restrictedKeyIsRefusedByKindWithoutTheAllowedValues(RefusalReason reason, String detail) {
        assertThat(problems.refused(new Refused(reason, KEY, "203.0.113.1"), true))
                .isEqualTo(new Failed(Problem.of(ProblemType.RESTRICTED, detail), List.of(), KEY));
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonHasAProblemThatIsNoSuccessAndHoldsNoDetailOfTheAudit(RefusalReason reason) {
        Failed failed = problems.refused(new Refused(reason, KEY, "secret-value"), false);
        assertThat(failed.problem().type().status()).isBetween(400, 503);
        if (reason != RefusalReason.INSUFFICIENT_SCOPE) {
            assertThat(failed.problem().detail()).doesNotContain("secret-value");
        }
    }

    @Test
    void unmetRequirementsOfAValidKeyNameTheRequirement() {
        Failed scope = problems.unmet(new Refused(RefusalReason.INSUFFICIENT_SCOPE, KEY, "a b"));
        assertThat(scope.problem())
                .isEqualTo(Problem.of(ProblemType.INSUFFICIENT_SCOPE, "This call needs the scope a and the scope b."));
        assertThat(scope.challenges())
                .containsExactly("Bearer realm=\"chatelaine\", error=\"insufficient_scope\", scope=\"a b\"");
        assertThat(problems.unmet(new Refused(RefusalReason.OTHER_ACCOUNT, KEY, "other")))
                .isEqualTo(Failed.of(Problem.of(ProblemType.NOT_FOUND)));
        Failed test = problems.unmet(new Refused(RefusalReason.WRONG_ENVIRONMENT, KEY, "test"));
        assertThat(test.problem().type()).isEqualTo(ProblemType.FORBIDDEN);
        assertThat(test.problem().detail()).contains("environment=any");
        assertThat(test.challenges()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void ambiguousRequestIsA400WithAChallengeIfABearerTokenMayBeTheFault(AmbiguityReason reason) {
        Failed failed = problems.ambiguous(reason);
        assertThat(failed.problem().type().status()).isEqualTo(400);
        assertThat(failed.challenges())
                .isEqualTo(
                        reason == AmbiguityReason.X_API_KEY_TWICE
                                ? List.of()
                                : List.of("Bearer realm=\"chatelaine\", error=\"invalid_request\""));
    }
}
