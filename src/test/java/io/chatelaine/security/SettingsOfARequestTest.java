package io.chatelaine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chatelaine.config.Settings;
import io.chatelaine.config.SettingsSnapshot;
import io.chatelaine.config.TestSettings;
import io.chatelaine.key.Alphabet;
import io.chatelaine.key.Environment;
import io.chatelaine.key.KeyFormat;
import io.chatelaine.key.PlaintextKey;
import io.chatelaine.quota.LimitStatus;
import io.chatelaine.security.AuthenticationResult.Authenticated;
import io.chatelaine.security.AuthenticationResult.Failed;
import io.chatelaine.testing.MigratedDatabase;
import io.chatelaine.testing.SentRequest;
import io.chatelaine.testing.TestDatabase;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request uses the settings with which it began, even if they change while it is in flight. */
class SettingsOfARequestTest {
    private static final KeyFormat FORMAT = new KeyFormat("ck", Alphabet.BASE62, 36, true);

    @TempDir
    Path directory;

    private final PlaintextKey key = FORMAT.generate(Environment.TEST, new SecureRandom());
    private final Changing changing = new Changing();
    private RequestAuthenticator authenticator;

    /** Settings that change at each look: from the second on, no key of the test is accepted. */
    private static final class Changing extends SettingsSnapshot {
        private final Settings before = TestSettings.of(
                "chatelaine.tiers", "free", "chatelaine.tier.free.rate", "7/PT1H", "chatelaine.realm", "before");
        private final Settings after = TestSettings.of(
                "chatelaine.environment.test",
                "reject",
                "chatelaine.key.prefix",
                "other",
                "chatelaine.header.x-api-key.enabled",
                "false",
                "chatelaine.realm",
                "after");
        private int looks;

        @Override
        public Settings current() {
            return looks++ == 0 ? before : after;
        }
    }

    @BeforeEach
    void open() throws SQLException {
        MigratedDatabase.onH2(directory);
        TestDatabase database = new TestDatabase("jdbc:h2:file:" + directory.resolve("keys")
                + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE");
        database.execute(
                "INSERT INTO account (id, slug, name, enabled, created_at)"
                        + " VALUES ('acc_1', 'one', 'One', TRUE, '2026-01-01 00:00:00')",
                "INSERT INTO api_key (id, account_id, name, prefix, hint, environment, hash, scopes, admin, enabled,"
                        + " created_at, tier) VALUES ('key_1', 'acc_1', 'k', 'ck_test_', 'abcd', 'test', X'"
                        + HexFormat.of().formatHex(key.hash().bytes())
                        + "', '', FALSE, TRUE, '2026-01-01 00:00:00', 'free')");
        authenticator = Authenticators.on(database.source(), changing);
    }

    private static RequestState begin(HttpServletRequest request, SettingsSnapshot settings) {
        RequestState state = RequestState.of(request);
        state.settings(settings);
        return state;
    }

    @Test
    void keyIsVerifiedByTheSettingsWithWhichTheRequestBegan() {
        HttpServletRequest request =
                SentRequest.get().header("X-API-Key", key.reveal()).request();
        RequestState state = begin(request, changing);
        assertThat(authenticator.authenticate(request)).isInstanceOf(Authenticated.class);
        LimitStatus limit = Objects.requireNonNull(state.limit());
        assertThat(limit.parts().get(0).limit().amount()).isEqualTo(7);
        assertThat(state.settings().realm()).isEqualTo("before");
        assertThat(changing.looks).isEqualTo(1);
    }

    @Test
    void refusalIsWordedByTheSettingsWithWhichTheRequestBegan() {
        HttpServletRequest request = SentRequest.get().request();
        begin(request, changing);
        Failed failed = (Failed) authenticator.authenticate(request);
        assertThat(failed.challenges())
                .containsExactly("Bearer realm=\"before\"", "ApiKey realm=\"before\", header=\"X-API-Key\"");
        assertThat(changing.looks).isEqualTo(1);
    }

    @Test
    void nextRequestHasTheNewSettings() {
        begin(SentRequest.get().request(), changing);
        HttpServletRequest next =
                SentRequest.get().header("X-API-Key", key.reveal()).request();
        begin(next, changing);
        Failed failed = (Failed) authenticator.authenticate(next);
        assertThat(failed.challenges()).containsExactly("Bearer realm=\"after\"");
    }

    @Test
    void requestThatIsAuthenticatedTwiceKeepsItsSettings() {
        HttpServletRequest request = SentRequest.get().request();
        Settings first = begin(request, changing).settings();
        assertThat(begin(request, changing).settings()).isSameAs(first);
    }

    @Test
    void requestWithoutAuthenticationHasNoSettings() {
        RequestState state = RequestState.of(SentRequest.get().request());
        assertThatIllegalStateException().isThrownBy(state::settings);
    }
}
