package io.chatelaine.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chatelaine.config.Settings;
import io.chatelaine.config.TestSettings;
import io.chatelaine.key.Environment;
import io.chatelaine.management.KeyChange.KeyPatch;
import io.chatelaine.request.BeyondCallerException;
import io.chatelaine.request.Caller;
import io.chatelaine.request.InvalidRequestException;
import io.chatelaine.request.InvalidRequestException.FieldError;
import io.chatelaine.request.MissingScopeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRequestCheckTest {
    private static final Settings PLAIN = TestSettings.of("chatelaine.scopes", "orders:read,orders:write");
    private static final Settings TIERS = TestSettings.of("chatelaine.tiers", "free,partner");
    private static final String LOOKS_LIKE_A_KEY = "must not contain a key: a name is stored and shown";
    private static final String NO_TEXT =
            "must not contain control characters, invisible format characters or unpaired surrogates";
    private static final String NEEDED = "is needed: say what the key is for";
    private static final String NO_TIME = "must be an RFC 3339 time, for example 2027-01-31T00:00:00Z";

    private static NewKey check(Settings settings, KeyRequest asked, Caller caller) {
        return new KeyRequestCheck(settings, Keys.NOW).check(asked, caller);
    }

    private static NewKey check(KeyRequest asked) {
        return check(PLAIN, asked, Keys.admin());
    }

    private static List<FieldError> errors(Settings settings, KeyRequest asked) {
        InvalidRequestException refusal =
                catchThrowableOfType(InvalidRequestException.class, () -> check(settings, asked, Keys.admin()));
        assertThat(refusal).as("%s", asked).isNotNull();
        assertThat(refusal).hasMessage("The request is invalid: see `errors`.");
        return refusal.errors();
    }

    private static void assertRefused(KeyRequest asked, String field, String message) {
        assertThat(errors(PLAIN, asked)).containsExactly(new FieldError(field, message));
    }

    private static KeyRequest named(@Nullable String name) {
        return new KeyRequest(name, null, null, null, null, null);
    }

    private static KeyRequest environment(String environment) {
        return new KeyRequest("k", environment, null, null, null, null);
    }

    private static KeyRequest tier(@Nullable String tier) {
        return new KeyRequest("k", null, tier, null, null, null);
    }

    private static KeyRequest scoped(List<String> scopes) {
        return new KeyRequest("k", null, null, scopes, null, null);
    }

    private static KeyRequest expiring(@Nullable String expiresAt) {
        return new KeyRequest("k", null, null, null, expiresAt, null);
    }

    @Test
    void aNameAloneMakesAKeyOfTheCallersEnvironmentWithoutRights() {
        assertThat(check(named("k"))).isEqualTo(new NewKey("k", Environment.LIVE, null, Keys.scopes(), null));
        Caller test = Keys.caller(Environment.TEST, Keys.scopes("keys:write"), null);
        assertThat(check(PLAIN, named("k"), test).environment()).isEqualTo(Environment.TEST);
    }

    @Test
    void everythingAskedForIsKept() {
        KeyRequest asked = new KeyRequest(
                "Caf\u00e9 \u540d \ud83d\udd11",
                "test",
                "partner",
                List.of("keys:write", "keys:read", "keys:write"),
                "2027-01-31T01:00:00.5+01:00",
                null);
        assertThat(check(TIERS, asked, Keys.admin()))
                .isEqualTo(new NewKey(
                        "Caf\u00e9 \u540d \ud83d\udd11",
                        Environment.TEST,
                        "partner",
                        Keys.scopes("keys:read", "keys:write"),
                        Instant.parse("2027-01-31T00:00:00.500Z")));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        KeyRequest asked = new KeyRequest(" ", "prod", "gold", List.of("nothing"), "tomorrow", null);
        assertThat(errors(PLAIN, asked))
                .extracting(FieldError::field)
                .containsExactly("name", "environment", "tier", "scopes", "expires_at");
    }

    @Test
    void aNameIsNeeded() {
        assertRefused(named(null), "name", NEEDED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t",
                "\n \r",
                "\u2003",
                "\u3000",
                "\u00a0",
                "\u2007\u202f",
                "\u200d",
                "\u200c \u200d",
                "\u2800",
                "\u3164",
                "\u115f\u1160",
                "\ufe0f",
                "\u034f",
                "\uffa0 \u2800",
                "\u180b",
                "\udb40\udd00",
                "\u2800\u034f\u3164"
            })
    void aBlankNameIsRefused(String name) {
        assertRefused(named(name), "name", NEEDED);
    }

    @Test
    void aNameHasAtMost100CharactersHoweverManyUnitsTheyTake() {
        assertThat(check(named("n".repeat(100))).name()).hasSize(100);
        assertThat(check(named("\ud83d\udd11".repeat(100))).name()).hasSize(200);
        assertRefused(named("n".repeat(101)), "name", "must be at most 100 characters long");
        assertRefused(named("\ud83d\udd11".repeat(101)), "name", "must be at most 100 characters long");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // NUL, newline, escape, DEL, a C1 control
                "a\u0000b",
                "a\nb",
                "a\r\nb",
                "a\tb",
                "a\u001b[31mb",
                "a\u007fb",
                "a\u0085b",
                // right-to-left override, isolates, marks, zero-width space, byte order mark, soft hyphen, a tag
                "a\u202eb",
                "a\u202ab",
                "a\u2066b",
                "a\u2069b",
                "a\u200fb",
                "a\u200eb",
                "a\u200bb",
                "a\ufeffb",
                "a\u00adb",
                "a\udb40\udc41b",
                // line and paragraph separator
                "a\u2028b",
                "a\u2029b",
                // half a character
                "a\ud83d",
                "a\ud83db",
                "\udd11a",
                "a\udd11\ud83d"
            })
    void aNameWithControlsOrHalfACharacterIsRefused(String name) {
        assertRefused(named(name), "name", NO_TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "0",
                "Build server (CI) #4",
                "O'Brien & <sons>",
                "\u05e9\u05dc\u05d5\u05dd",
                "e\u0301",
                "\u0915\u094d\u200d\u0937",
                "\ud83d\udc69\u200d\ud83d\udcbb",
                "ck",
                "ck_live",
                "sk_" + "live_other",
                " a "
            })
    void aNameIsAnyText(String name) {
        assertThat(check(named(name)).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ck_live_0123", "key ck_test_", "old:ck_live_"})
    void aNameThatLooksLikeAKeyIsRefused(String name) {
        assertRefused(named(name), "name", LOOKS_LIKE_A_KEY);
    }

    @ParameterizedTest
    @CsvSource({"live, LIVE", "test, TEST"})
    void anEnvironmentIsLiveOrTest(String text, Environment environment) {
        assertThat(check(environment(text)).environment()).isEqualTo(environment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Live", "TEST", "prod", " live", "l\u0131ve"})
    void anotherEnvironmentIsRefused(String text) {
        assertRefused(environment(text), "environment", "must be live or test");
    }

    @Test
    void noTestKeyIsMadeWhereNoneIsAccepted() {
        Settings settings = TestSettings.of("chatelaine.environment.test", "reject");
        assertThat(errors(settings, environment("test")))
                .containsExactly(new FieldError("environment", "must be live: this server does not accept test keys"));
        assertThat(check(settings, environment("live"), Keys.admin()).environment())
                .isEqualTo(Environment.LIVE);
    }

    @Test
    void liveKeyMakesTestKeysWhoseRequestsAreUndone() {
        Settings settings = TestSettings.of("chatelaine.environment.test", "rollback");
        assertThat(check(settings, environment("test"), Keys.admin()).environment())
                .isEqualTo(Environment.TEST);
    }

    @Test
    void aTestKeyMakesTestKeysOnly() {
        Caller test = Keys.caller(Environment.TEST, Keys.scopes("admin"), null);
        assertThat(check(PLAIN, environment("test"), test).environment()).isEqualTo(Environment.TEST);
        assertThatExceptionOfType(BeyondCallerException.class)
                .isThrownBy(() -> check(PLAIN, environment("live"), test))
                .withMessage("A test key can issue test keys only. Use a live key.");
    }

    @Test
    void theFirstTierIsTheDefault() {
        assertThat(check(TIERS, tier(null), Keys.admin()).tier()).isEqualTo("free");
        assertThat(check(TIERS, tier("partner"), Keys.admin()).tier()).isEqualTo("partner");
        assertThat(check(tier(null)).tier()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Free", "free ", "gold", "free,partner"})
    void anUnknownTierIsRefused(String tier) {
        assertThat(errors(TIERS, tier(tier))).containsExactly(new FieldError("tier", "must be one of: free, partner"));
        assertRefused(tier(tier), "tier", "must be absent: this server has no tiers");
    }

    @Test
    void aKeyHasTheScopesThatWereAskedFor() {
        assertThat(check(scoped(List.of())).scopes()).isEqualTo(Keys.scopes());
        assertThat(check(scoped(List.of("orders:read", "admin"))).scopes())
                .isEqualTo(Keys.scopes("admin", "orders:read"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Orders:read", "orders", "orders:*", "orders:read ", "orders:read orders:write", "key"})
    void anUnknownScopeIsRefused(String scope) {
        String message = "must each be one of: keys:read, keys:write, keys:verify, audit:read,"
                + " metrics:read, admin, orders:read, orders:write";
        assertRefused(scoped(List.of(scope)), "scopes", message);
        assertRefused(scoped(List.of("orders:read", scope, scope)), "scopes", message);
    }

    @Test
    void aKeyHasAtMost32Scopes() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 33; i++) {
            names.add("app:s" + i);
        }
        Settings settings = TestSettings.of("chatelaine.scopes", String.join(",", names));
        assertThat(check(settings, scoped(names.subList(0, 32)), Keys.admin())
                        .scopes()
                        .list())
                .hasSize(32);
        assertThat(errors(settings, scoped(names)))
                .containsExactly(new FieldError("scopes", "must have at most 32 entries"));
        assertRefused(scoped(Collections.nCopies(33, "keys:read")), "scopes", "must have at most 32 entries");
    }

    @Test
    void nobodyHandsOnAScopeThatHeHasNot() {
        Caller caller = Keys.caller(Environment.LIVE, Keys.scopes("keys:read", "keys:write"), null);
        assertThat(check(PLAIN, scoped(List.of("keys:read")), caller).scopes()).isEqualTo(Keys.scopes("keys:read"));
        assertThat(check(PLAIN, scoped(List.of("keys:read", "keys:write")), caller)
                        .scopes())
                .isEqualTo(Keys.scopes("keys:read", "keys:write"));
        for (String more : List.of("admin", "orders:read", "keys:verify")) {
            MissingScopeException refusal = catchThrowableOfType(
                    MissingScopeException.class, () -> check(PLAIN, scoped(List.of("keys:read", more)), caller));
            assertThat(refusal).as(more).isNotNull();
            assertThat(refusal.needed()).isEqualTo(Keys.scopes("keys:read", more));
        }
    }

    @Test
    void aKeyThatAsksForNoScopesHasThoseByDefault() {
        Settings sk = TestSettings.of("chatelaine.preset", "sk");
        assertThat(check(sk, named("k"), Keys.admin()).scopes()).isEqualTo(Keys.scopes("keys:read", "keys:write"));
        assertThat(check(sk, scoped(List.of()), Keys.admin()).scopes()).isEqualTo(Keys.scopes());
        Caller writer = Keys.caller(Environment.LIVE, Keys.scopes("keys:write"), null);
        assertThatExceptionOfType(MissingScopeException.class).isThrownBy(() -> check(sk, named("k"), writer));
    }

    @Test
    void aPatchSaysOnlyWhatItNames() {
        assertThat(new KeyRequestCheck(PLAIN, Keys.NOW).check(new KeyPatchRequest(null, null, null, false, null, null)))
                .isEqualTo(new KeyPatch(null, null, null, false, null, null));
        assertThat(new KeyRequestCheck(PLAIN, Keys.NOW)
                        .check(new KeyPatchRequest(
                                "n", List.of("orders:read"), false, true, "2027-01-31T00:00:00Z", null)))
                .isEqualTo(new KeyPatch(
                        "n", Keys.scopes("orders:read"), false, true, Instant.parse("2027-01-31T00:00:00Z"), null));
        assertThat(new KeyRequestCheck(PLAIN, Keys.NOW).check(new KeyPatchRequest(null, null, null, true, null, null)))
                .isEqualTo(new KeyPatch(null, null, null, true, null, null));
    }

    @Test
    void aPatchIsCheckedAsAnIssueIs() {
        assertThat(patchErrors(new KeyPatchRequest(" ", List.of("nothing"), null, true, "yesterday", null)))
                .extracting(FieldError::field)
                .containsExactly("name", "scopes", "expires_at");
        assertThat(patchErrors(new KeyPatchRequest(null, null, null, true, "2020-01-01T00:00:00Z", null)))
                .containsExactly(new FieldError("expires_at", "must be in the future"));
    }

    private static List<FieldError> patchErrors(KeyPatchRequest asked) {
        InvalidRequestException refusal = catchThrowableOfType(
                InvalidRequestException.class, () -> new KeyRequestCheck(PLAIN, Keys.NOW).check(asked));
        assertThat(refusal).isNotNull();
        return refusal.errors();
    }

    @Test
    void whatCannotBeIsSaidBeforeWhatIsNotAllowed() {
        Caller caller = Keys.caller(Environment.TEST, Keys.scopes("keys:write"), null);
        KeyRequest asked = new KeyRequest("", "live", null, List.of("admin"), null, null);
        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> check(PLAIN, asked, caller));
    }

    @ParameterizedTest
    @CsvSource({
        "2027-01-31T00:00:00Z, 2027-01-31T00:00:00Z",
        "2027-01-31T00:00:00.123Z, 2027-01-31T00:00:00.123Z",
        "2027-01-31T00:00:00.123999Z, 2027-01-31T00:00:00.123Z",
        "2027-01-31t00:00:00z, 2027-01-31T00:00:00Z",
        "2027-01-31T02:30:00+02:30, 2027-01-31T00:00:00Z",
        "2027-01-30T23:00:00-01:00, 2027-01-31T00:00:00Z",
        "2027-01-31T00:00:00-00:00, 2027-01-31T00:00:00Z",
        "2028-02-29T00:00:00Z, 2028-02-29T00:00:00Z",
        "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
        "2026-11-22T12:00:00.124Z, 2026-11-22T12:00:00.124Z",
    })
    void anExpiryIsKeptToTheMillisecond(String text, Instant expiresAt) {
        assertThat(check(expiring(text)).expiresAt()).isEqualTo(expiresAt);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "never",
                "2027-01-31",
                "2027-01-31T00:00:00",
                "2027-01-31 00:00:00Z",
                "2027-02-29T00:00:00Z",
                "2027-01-31T24:00:00Z",
                "2027-01-31T00:00:60Z",
                "2027-01-31T00:00:00+0100",
                "2027-01-31T00:00:00 Z",
                "1801440000",
                "2027-1-31T00:00:00Z",
                "27-01-31T00:00:00Z",
                "2027-01-31T00:00:00Z ",
                "2027-01-31T00:00Z",
                "2027-01-31T00:00:00+01:00:30",
                "2027-01-31T00:00:00+25:00",
                "P90D",
                "\uff12\uff10\uff12\uff17-01-31T00:00:00Z"
            })
    void whatIsNoRfc3339TimeIsRefused(String text) {
        assertRefused(expiring(text), "expires_at", NO_TIME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T12:00:00.123456Z",
                "2026-11-22T12:00:00Z",
                "1970-01-01T00:00:00Z",
                "0000-01-01T00:00:00Z"
            })
    void anExpiryThatIsPastIsRefused(String text) {
        assertRefused(expiring(text), "expires_at", "must be in the future");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999-12-31T23:59:59.9999Z", "9999-12-31T23:59:59-01:00"})
    void anExpiryBeyondTheYear9999IsRefused(String text) {
        assertRefused(expiring(text), "expires_at", "must not be after the year 9999");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+10000-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59Z",
                "+999999999-12-31T23:59:59-18:00",
                "-999999999-01-01T00:00:00+18:00",
                "-0001-01-01T00:00:00Z"
            })
    void aYearThatRfc3339DoesNotHaveIsRefused(String text) {
        assertThat(errors(PLAIN, expiring(text))).extracting(FieldError::field).containsExactly("expires_at");
    }

    @ParameterizedTest
    @CsvSource({
        "2027-01-31T00:00:00Z, 2027-06-01T00:00:00Z, 2027-01-31T00:00:00Z",
        "2027-12-31T00:00:00Z, 2027-06-01T00:00:00Z, 2027-06-01T00:00:00Z",
        "2027-06-01T00:00:00Z, 2027-06-01T00:00:00Z, 2027-06-01T00:00:00Z",
    })
    void aKeyLivesNoLongerThanItsMaker(String asked, Instant callers, Instant expected) {
        Caller caller = Keys.caller(Environment.LIVE, Keys.scopes("admin"), callers);
        assertThat(check(PLAIN, expiring(asked), caller).expiresAt()).isEqualTo(expected);
    }

    @Test
    void aKeyWithoutAnExpiryOfItsOwnHasItsMakers() {
        Instant end = Instant.parse("2027-06-01T00:00:00Z");
        Caller caller = Keys.caller(Environment.LIVE, Keys.scopes(), end);
        assertThat(check(PLAIN, expiring(null), caller).expiresAt()).isEqualTo(end);
        assertThat(check(expiring(null)).expiresAt()).isNull();
    }
}
