package io.chatelaine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chatelaine.config.BrowserSettings.PreflightPolicy;
import io.chatelaine.config.CredentialSettings.Precedence;
import io.chatelaine.config.CredentialSettings.QueryPolicy;
import io.chatelaine.config.GatewaySettings.GatewayDialect;
import io.chatelaine.config.Settings.AccountBounds;
import io.chatelaine.config.TierSettings.LimitPartition;
import io.chatelaine.config.TierSettings.Limits;
import io.chatelaine.key.Alphabet;
import io.chatelaine.key.KeyFormat;
import io.chatelaine.key.Scope;
import io.chatelaine.key.Scopes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
    private static final Set<String> QUERY_NAMES = Set.of("api_key", "apikey", "api-key", "x-api-key", "access_token");
    private static final String HEADER_ALLOWED = "a header name of at most 64 characters that HTTP itself does not use";
    private static final String PREFIX_ALLOWED = "1 to 32 of a-z, 0-9 and single inner _, a letter first";
    private static final String REALM_ALLOWED = "1 to 64 printable ASCII characters, no \" and \\";
    private static final String SCOPE_ALLOWED =
            "names of the form [a-z][a-z0-9-]*(:[a-z0-9-]+)*, at most 64 characters, but not key, env:… and"
                    + " tier:…, which are roles of keys";
    private static final GatewaySettings NO_GATEWAY =
            new GatewaySettings(GatewayDialect.NONE, new TrustedProxies(List.of()));
    private static final BrowserSettings NO_BROWSER = new BrowserSettings(PreflightPolicy.REFUSE, List.of());
    private static final ProtectedPaths EVERYWHERE = new ProtectedPaths(List.of("/*"));
    private static final String TIER_ALLOWED = "names of the form [a-z][a-z0-9-]{0,31}";

    private static Settings read(String... namesAndValues) {
        return TestSettings.of(namesAndValues);
    }

    private static void assertRefused(String name, String value, String allowed) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> read(name, value))
                .withMessage(name + " is \"" + value + "\"; allowed: " + allowed);
    }

    /** Returns limits for a minute and a day. */
    private static Limits limits(long rate, long quota) {
        return new Limits(
                Optional.of(new Limit(rate, Duration.ofMinutes(1))), Optional.of(new Limit(quota, Duration.ofDays(1))));
    }

    @Test
    void defaultsArePinned() {
        assertThat(read())
                .isEqualTo(new Settings(
                        new CredentialSettings(
                                true, true, "X-API-Key", Precedence.X_API_KEY, QueryPolicy.REJECT, QUERY_NAMES, "ck"),
                        "chatelaine",
                        new KeyFormat("ck", Alphabet.BASE62, 36, true),
                        TestKeyPolicy.ACCEPT,
                        NO_GATEWAY,
                        NO_BROWSER,
                        EVERYWHERE,
                        List.of(),
                        new Scopes(List.of()),
                        List.of(),
                        TierSettings.NONE,
                        Wording.PLAIN,
                        Optional.empty(),
                        Optional.of(Duration.ofDays(400)),
                        Optional.of(Duration.ofDays(400)),
                        new AccountBounds(Optional.of(10_000), 8),
                        28,
                        Optional.empty(),
                        false,
                        false,
                        false));
    }

    @Test
    void accountIsBoundedByItsSettings() {
        assertThat(read("chatelaine.account.max-keys", "25", "chatelaine.account.max-concurrent-changes", "28")
                        .accounts())
                .isEqualTo(new AccountBounds(Optional.of(25), 28));
        assertThat(read("chatelaine.account.max-keys", "none").accounts().maxKeys())
                .isEmpty();
        for (String value : new String[] {"0", "-1", "1000001", "None", "1e3"}) {
            assertRefused("chatelaine.account.max-keys", value, "none, or a number from 1 to 1000000");
        }
        for (String value : new String[] {"0", "1001", "none"}) {
            assertRefused("chatelaine.account.max-concurrent-changes", value, "a number from 1 to 1000");
            assertRefused("chatelaine.changes.max-concurrent", value, "a number from 1 to 1000");
        }
    }

    @Test
    void thePresetNoneIsTheDefaults() {
        assertThat(read("chatelaine.preset", "none")).isEqualTo(read());
    }

    @Test
    void thePresetElestralsIsPinned() {
        assertThat(read("chatelaine.preset", "elestrals"))
                .isEqualTo(new Settings(
                        new CredentialSettings(
                                true,
                                false,
                                "X-API-Key",
                                Precedence.X_API_KEY,
                                QueryPolicy.REJECT,
                                QUERY_NAMES,
                                "elestrals"),
                        "chatelaine",
                        new KeyFormat("elestrals", Alphabet.BASE62, 32, true),
                        TestKeyPolicy.REJECT,
                        NO_GATEWAY,
                        NO_BROWSER,
                        EVERYWHERE,
                        List.of(),
                        new Scopes(List.of()),
                        List.of("free", "partner"),
                        new TierSettings(
                                Map.of(
                                        "free", limits(600, 50_000),
                                        "partner", limits(6_000, 2_000_000)),
                                LimitPartition.ACCOUNT,
                                List.of("partner")),
                        Wording.PLAIN,
                        Optional.empty(),
                        Optional.of(Duration.ofDays(400)),
                        Optional.of(Duration.ofDays(400)),
                        new AccountBounds(Optional.of(10_000), 8),
                        28,
                        Optional.empty(),
                        false,
                        false,
                        false));
    }

    @Test
    void thePresetElacityIsPinned() {
        assertThat(read("chatelaine.preset", "elacity"))
                .isEqualTo(new Settings(
                        new CredentialSettings(
                                true,
                                true,
                                "X-API-Key",
                                Precedence.X_API_KEY,
                                QueryPolicy.REJECT,
                                QUERY_NAMES,
                                "elacity"),
                        "chatelaine",
                        new KeyFormat("elacity", Alphabet.BASE62, 36, true),
                        TestKeyPolicy.ACCEPT,
                        NO_GATEWAY,
                        NO_BROWSER,
                        EVERYWHERE,
                        List.of(),
                        new Scopes(List.of()),
                        List.of(),
                        TierSettings.NONE,
                        Wording.PLAIN,
                        Optional.empty(),
                        Optional.of(Duration.ofDays(400)),
                        Optional.of(Duration.ofDays(400)),
                        new AccountBounds(Optional.of(10_000), 8),
                        28,
                        Optional.empty(),
                        false,
                        false,
                        false));
    }

    @Test
    void thePresetExstrIsPinned() {
        assertThat(read("chatelaine.preset", "exstr"))
                .isEqualTo(new Settings(
                        new CredentialSettings(
                                false,
                                true,
                                "x-api-key",
                                Precedence.X_API_KEY,
                                QueryPolicy.REJECT,
                                QUERY_NAMES,
                                "exstr"),
                        "chatelaine",
                        new KeyFormat("exstr", Alphabet.HEX, 32, false),
                        TestKeyPolicy.ACCEPT,
                        NO_GATEWAY,
                        NO_BROWSER,
                        EVERYWHERE,
                        List.of(),
                        new Scopes(List.of()),
                        List.of(),
                        TierSettings.NONE,
                        new Wording(true, Optional.empty(), true),
                        Optional.empty(),
                        Optional.of(Duration.ofDays(400)),
                        Optional.of(Duration.ofDays(400)),
                        new AccountBounds(Optional.of(10_000), 8),
                        28,
                        Optional.empty(),
                        false,
                        false,
                        false));
    }

    @Test
    void thePresetSkIsPinned() {
        assertThat(read("chatelaine.preset", "sk"))
                .isEqualTo(new Settings(
                        new CredentialSettings(
                                true, false, "X-API-Key", Precedence.X_API_KEY, QueryPolicy.REJECT, QUERY_NAMES, "sk"),
                        "chatelaine",
                        new KeyFormat("sk", Alphabet.BASE62, 32, true),
                        TestKeyPolicy.ROLLBACK,
                        NO_GATEWAY,
                        NO_BROWSER,
                        EVERYWHERE,
                        List.of(),
                        Scopes.parse("keys:read keys:write"),
                        List.of(),
                        TierSettings.NONE,
                        new Wording(false, Optional.of("API key doesn't have permission for this resource"), false),
                        Optional.of(Duration.ofDays(90)),
                        Optional.of(Duration.ofDays(400)),
                        Optional.of(Duration.ofDays(400)),
                        new AccountBounds(Optional.of(10_000), 8),
                        28,
                        Optional.empty(),
                        false,
                        false,
                        false));
    }

    @Test
    void usageAndRefusalsAreKeptForADurationOrForEver() {
        assertThat(read("chatelaine.audit.keep-refusals", "P30D").keepRefusals())
                .contains(Duration.ofDays(30));
        assertThat(read("chatelaine.audit.keep-refusals", "none").keepRefusals())
                .isEmpty();
        assertThat(read("chatelaine.usage.keep", "P30D").usageKeep()).contains(Duration.ofDays(30));
        assertThat(read("chatelaine.usage.keep", "none").usageKeep()).isEmpty();
        for (String value : List.of("30", "PT23H", "P3651D", "-P30D", "for ever")) {
            assertRefused(
                    "chatelaine.usage.keep",
                    value,
                    "none, or a duration from PT24H to P3650D, for example P90D or PT12H");
        }
    }

    @Test
    void ageOfRotationIsADurationOrNone() {
        assertThat(read("chatelaine.rotation.max-age", "PT12H").rotationMaxAge())
                .contains(Duration.ofHours(12));
        assertThat(read("chatelaine.preset", "sk", "chatelaine.rotation.max-age", "none")
                        .rotationMaxAge())
                .isEmpty();
        for (String value : List.of("90", "P90", "90 days", "-P1D", "PT59S", "P3651D", "never")) {
            assertRefused(
                    "chatelaine.rotation.max-age",
                    value,
                    "none, or a duration from PT1M to P3650D, for example P90D or PT12H");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"None", "SK", "stripe", "../sk", "sk.properties", "elestrals,sk"})
    void anUnknownPresetIsRefused(String preset) {
        assertRefused("chatelaine.preset", preset, "none, elestrals, elacity, exstr, sk");
    }

    @Test
    void everyNameInAPresetIsThatOfASetting() {
        for (String preset : List.of("elestrals", "elacity", "exstr", "sk")) {
            Set<String> names = Presets.read(preset).stringPropertyNames();
            List<String> tiers = read("chatelaine.preset", preset).tiers();
            assertThat(names).as(preset).isNotEmpty();
            assertThat(UnknownSettings.find(tiers, names, Set.of())).as(preset).isEmpty();
        }
    }

    @Test
    void anExplicitValueBeatsThePreset() {
        Settings settings = read(
                "chatelaine.preset", "sk",
                "chatelaine.header.x-api-key.enabled", "true",
                "chatelaine.key.length", "40",
                "chatelaine.environment.test", "accept");
        assertThat(settings.credentials().xApiKey()).isTrue();
        assertThat(settings.testKeys()).isEqualTo(TestKeyPolicy.ACCEPT);
        assertThat(settings.format()).isEqualTo(new KeyFormat("sk", Alphabet.BASE62, 40, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void anEmptyValueCountsAsAbsent(String empty) {
        assertThat(read(
                        "chatelaine.preset", empty,
                        "chatelaine.realm", empty,
                        "chatelaine.key.prefix", empty,
                        "chatelaine.key.length", empty,
                        "chatelaine.key.alphabet", empty,
                        "chatelaine.header.bearer.enabled", empty,
                        "chatelaine.query.names", empty,
                        "chatelaine.admin.key-file", empty))
                .isEqualTo(read());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void anEmptyValueLeavesThatOfThePreset(String empty) {
        assertThat(read(
                        "chatelaine.preset", "elestrals",
                        "chatelaine.key.prefix", empty,
                        "chatelaine.tiers", empty,
                        "chatelaine.environment.test", empty,
                        "chatelaine.header.x-api-key.enabled", empty))
                .isEqualTo(read("chatelaine.preset", "elestrals"));
    }

    @Test
    void whiteSpaceAroundAValueDoesNotCount() {
        assertThat(read("chatelaine.preset", " sk ", "chatelaine.realm", " Acme Inc.\t"))
                .isEqualTo(read("chatelaine.preset", "sk", "chatelaine.realm", "Acme Inc."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chatelaine.header.bearer.enabled",
                "chatelaine.header.x-api-key.enabled",
                "chatelaine.key.checksum",
                "chatelaine.problem.error-member",
                "chatelaine.api.last-used-at",
                "chatelaine.admin.reissue",
                "chatelaine.allow-volatile"
            })
    void aFlagIsTrueOrFalseAndNothingElse(String name) {
        assertThat(read(name, "true").equals(read(name, "false"))).isFalse();
        for (String wrong : List.of("TRUE", "True", "yes", "1", "on", "no", "falsch", "true false")) {
            assertRefused(name, wrong, "true, false");
        }
    }

    @Test
    void eachFlagSetsItsOwnPart() {
        assertThat(read("chatelaine.header.bearer.enabled", "false")
                        .credentials()
                        .bearer())
                .isFalse();
        assertThat(read("chatelaine.header.x-api-key.enabled", "false")
                        .credentials()
                        .xApiKey())
                .isFalse();
        assertThat(read("chatelaine.key.checksum", "false").format().checksum()).isFalse();
        assertThat(read("chatelaine.admin.reissue", "true").reissueAdminKey()).isTrue();
        assertThat(read("chatelaine.allow-volatile", "true").allowVolatile()).isTrue();
        assertThat(read("chatelaine.database.exit-if-closed", "true").exitIfDatabaseClosed())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"none, chatelaine.header.bearer.enabled", "exstr, chatelaine.header.x-api-key.enabled"})
    void bothHeadersOffIsRefused(String preset, String last) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> read(
                        "chatelaine.preset", preset, last, "false", "chatelaine.header.x-api-key.enabled", "false"))
                .withMessage("chatelaine.header.bearer.enabled and chatelaine.header.x-api-key.enabled is \"false\";"
                        + " allowed: true for at least one of the two, so that a request can carry a key");
    }

    @ParameterizedTest
    @CsvSource({"x-api-key, X_API_KEY", "bearer, BEARER", "reject, REJECT"})
    void precedenceIsOneOfThree(String value, Precedence precedence) {
        assertThat(read("chatelaine.header.precedence", value).credentials().precedence())
                .isEqualTo(precedence);
    }

    @ParameterizedTest
    @CsvSource({"reject, REJECT", "ignore, IGNORE"})
    void queryPolicyIsOneOfTwo(String value, QueryPolicy policy) {
        assertThat(read("chatelaine.query.policy", value).credentials().queryPolicy())
                .isEqualTo(policy);
    }

    @ParameterizedTest
    @CsvSource({"accept, ACCEPT", "reject, REJECT", "rollback, ROLLBACK"})
    void testKeysAreTreatedInOneOfThreeWays(String value, TestKeyPolicy testKeyPolicy) {
        assertThat(read("chatelaine.environment.test", value).testKeys()).isEqualTo(testKeyPolicy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chatelaine.header.precedence | X-API-Key | x-api-key, bearer, reject",
                "chatelaine.header.precedence | x_api_key | x-api-key, bearer, reject",
                "chatelaine.header.precedence | bearer,reject | x-api-key, bearer, reject",
                "chatelaine.query.policy | accept | reject, ignore",
                "chatelaine.query.policy | REJECT | reject, ignore",
                "chatelaine.environment.test | ignore | accept, reject, rollback",
                "chatelaine.environment.test | Reject | accept, reject, rollback",
                "chatelaine.authorize.dialect | nginx | none, original, forwarded, envoy",
                "chatelaine.key.alphabet | base64 | base62, hex",
                "chatelaine.key.alphabet | HEX | base62, hex",
            })
    void aWordThatIsNotOfferedIsRefused(String name, String value, String allowed) {
        assertRefused(name, value, allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-API-Key", "x-api-key", "apikey", "X_Key", "Ocp-Apim-Subscription-Key"})
    void aFreeHeaderMayCarryTheKey(String name) {
        assertThat(read("chatelaine.header.x-api-key.name", name).credentials().xApiKeyName())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "COOKIE", "host", "X-Request-Id", "X API Key", "X-API-Key:", "Cl\u00e9"})
    void aTakenOrInvalidHeaderIsRefused(String name) {
        assertRefused("chatelaine.header.x-api-key.name", name, HEADER_ALLOWED);
    }

    @Test
    void queryNamesAreKeptInLowerCase() {
        assertThat(read("chatelaine.query.names", " Key , TOKEN,,token")
                        .credentials()
                        .queryNames())
                .containsExactlyInAnyOrder("key", "token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Acme key service", "it's (fine), 100% {ok}", "~!#$"})
    void aRealmIsPrintable(String realm) {
        assertThat(read("chatelaine.realm", realm).realm()).isEqualTo(realm);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b", "a\\b", "a\nb", "a\r\nSet-Cookie: x", "caf\u00e9", "a\u007fb", "a\u0000b"})
    void aRealmThatCouldBreakAHeaderIsRefused(String realm) {
        assertRefused("chatelaine.realm", realm, REALM_ALLOWED);
    }

    @Test
    void aRealmHasAtMost64Characters() {
        assertThat(read("chatelaine.realm", "r".repeat(64)).realm()).hasSize(64);
        assertRefused("chatelaine.realm", "r".repeat(65), REALM_ALLOWED);
    }

    @Test
    void thePrefixIsThatOfTheFormatAndOfTheQueryCheck() {
        Settings settings = read("chatelaine.key.prefix", "acme_eu");
        assertThat(settings.format().prefix()).isEqualTo("acme_eu");
        assertThat(settings.credentials().keyPrefix()).isEqualTo("acme_eu");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CK", "ck_", "_ck", "c__k", "1ck", "c-k", "c k", "cl\u00e9", "abcdefghijklmnopqrstuvwxyz0123456"
            })
    void aPrefixThatCannotStandInAKeyIsRefused(String prefix) {
        assertRefused("chatelaine.key.prefix", prefix, PREFIX_ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({
        "base62, true, 28",
        "base62, true, 128",
        "base62, false, 22",
        "hex, true, 38",
        "hex, false, 32",
        "hex, false, 128",
    })
    void aLengthWith128RandomBitsIsAccepted(String alphabet, String checksum, String length) {
        Settings settings = read(
                "chatelaine.key.alphabet", alphabet,
                "chatelaine.key.checksum", checksum,
                "chatelaine.key.length", length);
        assertThat(settings.format())
                .isEqualTo(new KeyFormat(
                        "ck",
                        alphabet.equals("hex") ? Alphabet.HEX : Alphabet.BASE62,
                        Integer.parseInt(length),
                        checksum.equals("true")));
    }

    @ParameterizedTest
    @CsvSource({
        "base62, true, 27, 28",
        "base62, true, 129, 28",
        "base62, true, -1, 28",
        "base62, true, 36.0, 28",
        "base62, true, lots, 28",
        "base62, true, 99999999999, 28",
        "base62, false, 21, 22",
        "hex, true, 37, 38",
        "hex, false, 31, 32",
        "hex, false, 0, 32",
    })
    void aLengthWithFewerIsRefused(String alphabet, String checksum, String length, int least) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> read(
                        "chatelaine.key.alphabet", alphabet,
                        "chatelaine.key.checksum", checksum,
                        "chatelaine.key.length", length))
                .withMessage("chatelaine.key.length is \"" + length + "\"; allowed: " + least
                        + " to 128, so that a key holds 128 random bits");
    }

    @Test
    void theDefaultLengthIsRefusedIfItIsTooShortForTheAlphabet() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> read("chatelaine.key.alphabet", "hex"))
                .withMessage(
                        "chatelaine.key.length is \"36\"; allowed: 38 to 128, so that a key holds 128 random bits");
    }

    @Test
    void scopesOfTheApplicationComeAfterOurOwn() {
        Settings settings = read("chatelaine.scopes", "orders:read, orders:write,orders:read,,keys:read,admin");
        assertThat(settings.applicationScopes()).containsExactly(new Scope("orders:read"), new Scope("orders:write"));
        assertThat(settings.scopes())
                .extracting(Scope::text)
                .containsExactly(
                        "keys:read",
                        "keys:write",
                        "keys:verify",
                        "audit:read",
                        "metrics:read",
                        "admin",
                        "orders:read",
                        "orders:write");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Orders", "orders:", "orders:*", "orders read", "1st", "key", "env:live", "tier:free"})
    void aScopeOfAnotherFormIsRefused(String scope) {
        assertRefused("chatelaine.scopes", scope, SCOPE_ALLOWED);
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> read("chatelaine.scopes", "orders:read," + scope))
                .withMessage("chatelaine.scopes is \"" + scope + "\"; allowed: " + SCOPE_ALLOWED);
    }

    @Test
    void tiersKeepTheirOrder() {
        assertThat(read("chatelaine.tiers", "pro, free ,a-1").tiers()).containsExactly("pro", "free", "a-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Free", "1", "-a", "a_b", "a b", "abcdefghijklmnopqrstuvwxyz0123456"})
    void aTierOfAnotherFormIsRefused(String tier) {
        assertRefused("chatelaine.tiers", tier, TIER_ALLOWED);
    }

    @Test
    void scopesByDefaultAreKnownScopes() {
        assertThat(read("chatelaine.scopes", "orders:read", "chatelaine.scopes.default", "orders:read,keys:read")
                        .defaultScopes())
                .isEqualTo(Scopes.parse("keys:read orders:read"));
        assertThat(read("chatelaine.scopes", "b,a", "chatelaine.scopes.default", "*")
                        .defaultScopes())
                .isEqualTo(Scopes.parse("a b"));
        assertThat(read("chatelaine.preset", "elacity", "chatelaine.scopes", "agents:run")
                        .defaultScopes())
                .isEqualTo(Scopes.parse("agents:run"));
        assertRefused(
                "chatelaine.scopes.default",
                "orders:read",
                "at most 32 of [keys:read, keys:write, keys:verify, audit:read, metrics:read, admin],"
                        + " or * for all of chatelaine.scopes");
    }

    @Test
    void moreScopesByDefaultThanAKeyMayHaveAreRefused() {
        String many = IntStream.range(0, 33).mapToObj(i -> "s" + i).collect(Collectors.joining(","));
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> read("chatelaine.scopes", many, "chatelaine.scopes.default", "*"))
                .withMessageStartingWith("chatelaine.scopes.default is \"*\"; allowed: at most 32 of ");
    }

    @Test
    void aTitleHasNoControlCharacters() {
        assertThat(read("chatelaine.problem.forbidden-title", "Nö <b>!")
                        .wording()
                        .forbiddenTitle())
                .contains("Nö <b>!");
        String allowed = "at most 100 characters, no control characters";
        assertRefused("chatelaine.problem.forbidden-title", "a\nb", allowed);
        assertRefused("chatelaine.problem.forbidden-title", "x".repeat(101), allowed);
    }

    @Test
    void theAdminKeyFileIsAnAbsolutePath() {
        assertThat(read("chatelaine.admin.key-file", "data/admin.key").adminKeyFile())
                .contains(Path.of("data/admin.key").toAbsolutePath());
        assertThat(read("chatelaine.admin.key-file", "/srv/admin.key").adminKeyFile())
                .contains(Path.of("/srv/admin.key").toAbsolutePath());
    }

    @Test
    void anAdminKeyFileWithAnInvalidPathIsRefused() {
        assertRefused("chatelaine.admin.key-file", "a\u0000b", "the path of a file");
    }

    @Test
    void theNamesOfTheSettingsArePinned() {
        assertThat(Setting.values())
                .extracting(Setting::property)
                .containsExactlyInAnyOrder(
                        "chatelaine.preset",
                        "chatelaine.header.bearer.enabled",
                        "chatelaine.header.x-api-key.enabled",
                        "chatelaine.header.x-api-key.name",
                        "chatelaine.header.precedence",
                        "chatelaine.query.policy",
                        "chatelaine.query.names",
                        "chatelaine.realm",
                        "chatelaine.key.prefix",
                        "chatelaine.key.alphabet",
                        "chatelaine.key.length",
                        "chatelaine.key.checksum",
                        "chatelaine.environment.test",
                        "chatelaine.authorize.dialect",
                        "chatelaine.trusted-proxies",
                        "chatelaine.preflight",
                        "chatelaine.cors.origins",
                        "chatelaine.protected-paths",
                        "chatelaine.scopes",
                        "chatelaine.scopes.default",
                        "chatelaine.tiers",
                        "chatelaine.tiers.renamed",
                        "chatelaine.tiers.reviewed",
                        "chatelaine.tier.NAME.rate",
                        "chatelaine.tier.NAME.quota",
                        "chatelaine.limits.per",
                        "chatelaine.problem.error-member",
                        "chatelaine.problem.forbidden-title",
                        "chatelaine.api.last-used-at",
                        "chatelaine.rotation.max-age",
                        "chatelaine.usage.keep",
                        "chatelaine.audit.keep-refusals",
                        "chatelaine.account.max-keys",
                        "chatelaine.account.max-concurrent-changes",
                        "chatelaine.changes.max-concurrent",
                        "chatelaine.admin.key-file",
                        "chatelaine.admin.reissue",
                        "chatelaine.allow-volatile",
                        "chatelaine.database.exit-if-closed");
    }

    @Test
    void pagesOfOtherOriginsAreNamedExactly() {
        assertThat(read(
                                "chatelaine.preflight",
                                "pass",
                                "chatelaine.cors.origins",
                                "https://app.example.com, http://localhost:3000,http://[::1]:8080")
                        .browsers())
                .isEqualTo(new BrowserSettings(
                        PreflightPolicy.PASS,
                        List.of("https://app.example.com", "http://localhost:3000", "http://[::1]:8080")));
        assertRefused("chatelaine.preflight", "allow", "refuse, pass");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "https://*.example.com",
                "https://app.example.com/",
                "https://app.example.com/x",
                "https://App.example.com",
                "HTTPS://app.example.com",
                "https://app.example.com:443",
                "http://app.example.com:80",
                "https://app.example.com:",
                "https://u@app.example.com",
                "app.example.com",
                "file:///x",
                "https://",
                "https://a b",
                "https://caf\u00e9.example",
                "https://app..example.com",
                "https://app.example.com:99999999"
            })
    void originThatNoBrowserSendsIsRefused(String origin) {
        assertRefused("chatelaine.cors.origins", origin, BrowserSettings.ORIGINS_ALLOWED);
    }
}
