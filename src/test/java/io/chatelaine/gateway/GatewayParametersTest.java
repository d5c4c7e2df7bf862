package io.chatelaine.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chatelaine.config.Settings;
import io.chatelaine.config.TestSettings;
import io.chatelaine.key.Environment;
import io.chatelaine.key.Scopes;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.security.AuthenticationResult.Failed;
import io.chatelaine.security.FailureProblems;
import io.chatelaine.verification.AccessRequirements;
import io.chatelaine.verification.VerifiedKey;
import io.chatelaine.verification.VerifiedKeys;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayParametersTest {
    private static VerifiedKey key(Environment environment, String scopes) {
        return VerifiedKeys.key(environment, null, scopes);
    }

    private static Optional<Failed> unmet(String query, VerifiedKey key, String... settings)
            throws UnanswerableException {
        Settings current = TestSettings.of(settings);
        return Optional.ofNullable(GatewayParameters.parse(query).refusal(key, current))
                .map(refused -> new FailureProblems(current).unmet(refused));
    }

    private static void assertType(Optional<Failed> refusal, ProblemType type) {
        assertThat(refusal).map(no -> no.problem().type()).contains(type);
    }

    @Test
    void noParametersMeanNoRequirements() throws UnanswerableException {
        assertThat(GatewayParameters.parse(null)).isEqualTo(new AccessRequirements(Scopes.parse(""), null, false));
        assertThat(GatewayParameters.parse("")).isEqualTo(GatewayParameters.parse(null));
        assertThat(GatewayParameters.parse("mode=nginx")).isEqualTo(GatewayParameters.parse(null));
    }

    @Test
    void allParametersCanBeCombined() throws UnanswerableException {
        assertThat(GatewayParameters.parse(
                        "scope=orders%3aread&account=acme&environment=any&scope=orders:write&mode=nginx"))
                .isEqualTo(new AccessRequirements(Scopes.parse("orders:read orders:write"), "acme", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scop=a",
                "Scope=a",
                "scope",
                "scope=",
                "scope=a+b",
                "scope=a%20b",
                "scope=A",
                "scope=a&",
                "&scope=a",
                "account=",
                "account=a&account=a",
                "account=a&account=b",
                "environment=",
                "environment=test",
                "environment=ANY",
                "mode=envoy",
                "mode=",
                "=a",
                "scope=%zz",
                "account=%",
                "x",
                "/api/x",
                "scope=a;account=b"
            })
    void unknownParameterIsRefused(String query) {
        assertThatExceptionOfType(UnanswerableException.class)
                .isThrownBy(() -> GatewayParameters.parse(query))
                .satisfies(e -> assertThat(e.problem().type()).isEqualTo(ProblemType.MALFORMED_REQUEST))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("%").endsWith("."));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, false",
                "'', false",
                "mode=nginx, true",
                "scope=a&mode=nginx, true",
                "mode=nginx&oops, true",
                "mode=nginx2, false",
                "xmode=nginx, false",
                "mode=Nginx, false",
            })
    void nginxModeCountsEvenIfOtherParametersAreInvalid(String query, boolean nginx) {
        assertThat(GatewayParameters.isForNginx(query)).isEqualTo(nginx);
    }

    @Test
    void keyMustHaveEveryScopeAndAdminHasAll() throws UnanswerableException {
        assertThat(unmet("scope=a:b", key(Environment.LIVE, "a:b c"))).isEmpty();
        assertThat(unmet("scope=a:b&scope=c", key(Environment.LIVE, "admin"))).isEmpty();
        Failed failed = unmet("scope=c&scope=a:b", key(Environment.LIVE, "a:b")).orElseThrow();
        assertThat(failed.problem().type()).isEqualTo(ProblemType.INSUFFICIENT_SCOPE);
        assertThat(failed.problem().detail()).isEqualTo("This call needs the scope a:b and the scope c.");
        assertThat(failed.challenges())
                .containsExactly("Bearer realm=\"chatelaine\", error=\"insufficient_scope\", scope=\"a:b c\"");
    }

    @Test
    void keyOfAnotherAccountIsNotFoundWhateverItsScopes() throws UnanswerableException {
        assertThat(unmet("account=acme", key(Environment.LIVE, ""))).isEmpty();
        for (String account : new String[] {"acm", "ACME", "acme ", "acc_1", "Acme"}) {
            String query = "scope=a&account=" + account.replace(" ", "%20");
            assertType(unmet(query, key(Environment.LIVE, "")), ProblemType.NOT_FOUND);
            assertType(unmet(query, key(Environment.LIVE, "admin")), ProblemType.NOT_FOUND);
        }
    }

    @Test
    void testKeyUnderRollbackNeedsAnyEnvironment() throws UnanswerableException {
        VerifiedKey test = key(Environment.TEST, "");
        String[] rollback = {"chatelaine.environment.test", "rollback"};
        assertType(unmet("account=other", test, rollback), ProblemType.FORBIDDEN);
        assertType(unmet("", test, rollback), ProblemType.FORBIDDEN);
        assertThat(unmet("environment=any", test, rollback)).isEmpty();
        assertType(unmet("environment=any&scope=a", test, rollback), ProblemType.INSUFFICIENT_SCOPE);
        assertThat(unmet("", test)).isEmpty();
        assertThat(unmet("", key(Environment.LIVE, ""), rollback)).isEmpty();
    }
}
