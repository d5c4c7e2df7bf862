package io.chatelaine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.config.TestSettings;
import io.chatelaine.testing.SentRequest;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class AuthenticationSchemesTest {
    private static final String HEADER = "X-Log-In";

    private final ApiKeyScheme keys =
            new ApiKeyScheme(Authenticators.on(new JdbcDataSource(), SettingsSnapshot.of(TestSettings.of())));

    /** A scheme for requests with the header {@link #HEADER}. */
    private static final class LogIn implements AuthenticationScheme {
        @Override
        public boolean handles(HttpServletRequest request) {
            return request.getHeader(HEADER) != null;
        }

        @Override
        public AuthenticationStatus authenticate(
                HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
            return AuthenticationStatus.SEND_FAILURE;
        }
    }

    private static HttpServletRequest withLogIn() {
        return SentRequest.get().header(HEADER, "1").request();
    }

    @Test
    void withoutAddedSchemesEveryRequestNeedsAKey() {
        AuthenticationSchemes schemes = new AuthenticationSchemes(keys, List.of());
        assertThat(schemes.of(withLogIn())).isSameAs(keys);
        assertThat(schemes.of(SentRequest.get().request())).isSameAs(keys);
    }

    @Test
    void addedSchemeAuthenticatesOnlyTheRequestsThatItHandles() {
        LogIn logIn = new LogIn();
        AuthenticationSchemes schemes = new AuthenticationSchemes(keys, List.of(logIn));
        assertThat(schemes.of(withLogIn())).isSameAs(logIn);
        assertThat(schemes.of(SentRequest.get().request())).isSameAs(keys);
    }

    @Test
    void requestThatTwoAddedSchemesHandleIsRefused() {
        AuthenticationSchemes schemes = new AuthenticationSchemes(keys, List.of(new LogIn(), new LogIn()));
        assertThatIllegalStateException()
                .isThrownBy(() -> schemes.of(withLogIn()))
                .withMessageContaining("LogIn");
        assertThat(schemes.of(SentRequest.get().request())).isSameAs(keys);
    }
}
