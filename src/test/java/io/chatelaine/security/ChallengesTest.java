package io.chatelaine.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatelaine.config.TestSettings;
import io.chatelaine.problem.ProblemType;
import org.junit.jupiter.api.Test;

class ChallengesTest {
    private static final Challenges BOTH = new Challenges(TestSettings.of());
    private static final Challenges BEARER =
            new Challenges(TestSettings.of("chatelaine.header.x-api-key.enabled", "false"));
    private static final Challenges ACME_KEY = new Challenges(TestSettings.of(
            "chatelaine.header.bearer.enabled", "false",
            "chatelaine.header.x-api-key.name", "X-Acme-Key",
            "chatelaine.realm", "Acme API"));

    @Test
    void aMissingKeyHasAChallengeForEachEnabledHeader() {
        assertThat(BOTH.forMissing())
                .containsExactly("Bearer realm=\"chatelaine\"", "ApiKey realm=\"chatelaine\", header=\"X-API-Key\"");
        assertThat(BEARER.forMissing()).containsExactly("Bearer realm=\"chatelaine\"");
        assertThat(ACME_KEY.forMissing()).containsExactly("ApiKey realm=\"Acme API\", header=\"X-Acme-Key\"");
    }

    @Test
    void onlyAnInvalidBearerTokenHasAnError() {
        assertThat(BOTH.forInvalid(true))
                .containsExactly(
                        "Bearer realm=\"chatelaine\", error=\"invalid_token\"",
                        "ApiKey realm=\"chatelaine\", header=\"X-API-Key\"");
        assertThat(BOTH.forInvalid(false)).isEqualTo(BOTH.forMissing());
        assertThat(BEARER.forInvalid(true)).containsExactly("Bearer realm=\"chatelaine\", error=\"invalid_token\"");
        assertThat(ACME_KEY.forInvalid(false)).isEqualTo(ACME_KEY.forMissing());
    }

    @Test
    void anAmbiguousRequestHasABearerChallengeOnly() {
        assertThat(BOTH.forAmbiguous()).containsExactly("Bearer realm=\"chatelaine\", error=\"invalid_request\"");
        assertThat(BEARER.forAmbiguous()).containsExactly("Bearer realm=\"chatelaine\", error=\"invalid_request\"");
        assertThat(ACME_KEY.forAmbiguous()).isEmpty();
    }

    @Test
    void aMissingScopeIsNamed() {
        assertThat(BOTH.forInsufficientScope("keys:read keys:write"))
                .containsExactly("Bearer realm=\"chatelaine\", error=\"insufficient_scope\","
                        + " scope=\"keys:read keys:write\"");
        assertThat(ACME_KEY.forInsufficientScope("admin"))
                .containsExactly("ApiKey realm=\"Acme API\", header=\"X-Acme-Key\", error=\"insufficient_scope\","
                        + " scope=\"admin\"");
    }

    @Test
    void theDetailNamesOnlyEnabledHeaders() {
        assertThat(BOTH.missing().detail()).isEqualTo("Send your key in Authorization: Bearer or X-API-Key.");
        assertThat(BEARER.missing().detail()).isEqualTo("Send your key in Authorization: Bearer.");
        assertThat(ACME_KEY.missing().detail()).isEqualTo("Send your key in X-Acme-Key.");
        assertThat(BOTH.missing().type()).isEqualTo(ProblemType.MISSING_API_KEY);
        assertThat(Challenges.HEADER).isEqualTo("WWW-Authenticate");
    }
}
