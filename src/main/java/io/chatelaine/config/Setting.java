package io.chatelaine.config;

import static io.chatelaine.config.SettingRow.Effect.NEW_KEYS;
import static io.chatelaine.config.SettingRow.Effect.START;
import static io.chatelaine.config.SettingRow.Group.*;
import static io.chatelaine.config.SettingType.*;

import io.chatelaine.config.BrowserSettings.PreflightPolicy;
import io.chatelaine.config.CredentialSettings.Precedence;
import io.chatelaine.config.CredentialSettings.QueryPolicy;
import io.chatelaine.config.GatewaySettings.GatewayDialect;
import io.chatelaine.config.TierSettings.LimitPartition;
import io.chatelaine.key.Alphabet;
import io.chatelaine.key.KeyFormat;
import java.time.Duration;

/**
 * Every setting: its property, type and default. {@code SettingTablesTest} writes the tables in {@code README.md} and
 * {@code server-config/README.md} from these constants, in their order.
 */
enum Setting {
    @SettingRow(in = GENERAL, common = true, text = "Selects other defaults. An explicit setting takes precedence.")
    PRESET("preset", word(Presets.NAMES), "none"),

    @SettingRow(in = GENERAL, text = "The realm of the `WWW-Authenticate` challenges.")
    REALM("realm", text("1 to 64 printable ASCII characters, no \" and \\", SettingsReader::isRealm), "chatelaine"),

    @SettingRow(in = GENERAL, text = "Repeats the title of a problem in a member `error`.")
    ERROR_MEMBER("problem.error-member", FLAG, "false"),

    @SettingRow(in = GENERAL, text = "The title of every 403. If not set: the title of the problem's type.")
    FORBIDDEN_TITLE(
            "problem.forbidden-title",
            text("at most 100 characters, no control characters", SettingsReader::isTitle),
            ""),

    @SettingRow(in = GENERAL, text = "Repeats `last_used` of a key in a member `lastUsedAt`.")
    LAST_USED_AT("api.last-used-at", FLAG, "false"),

    @SettingRow(
            in = CREDENTIALS,
            text = "Accepts `Authorization: Bearer KEY`. At least one of the two headers must be on.")
    BEARER("header.bearer.enabled", FLAG, "true"),

    @SettingRow(in = CREDENTIALS, text = "Accepts the header that `header.x-api-key.name` names.")
    X_API_KEY("header.x-api-key.enabled", FLAG, "true"),

    @SettingRow(in = CREDENTIALS, common = true, text = "The name of the header that carries the key without a scheme.")
    X_API_KEY_NAME("header.x-api-key.name", text(HeaderName.ALLOWED, HeaderName::isFree), "X-API-Key"),

    @SettingRow(
            in = CREDENTIALS,
            common = true,
            text = "The credential that counts if both headers are sent. `reject`: 400 if they differ.")
    PRECEDENCE("header.precedence", word(Precedence.class), "x-api-key"),

    @SettingRow(in = CREDENTIALS, text = "`reject`: a key in the query is 400. `ignore`: it does not count.")
    QUERY_POLICY("query.policy", word(QueryPolicy.class), "reject"),

    @SettingRow(in = CREDENTIALS, text = "Query parameters that count as a key.")
    QUERY_NAMES(
            "query.names",
            list("names of parameters, in any case", name -> true),
            "api_key,apikey,api-key,x-api-key,access_token"),

    @SettingRow(
            in = KEYS,
            effect = NEW_KEYS,
            common = true,
            text = "The prefix of a new key. Existing keys keep their format and remain valid.")
    KEY_PREFIX("key.prefix", text("1 to 32 of a-z, 0-9 and single inner _, a letter first", KeyFormat::isPrefix), "ck"),

    @SettingRow(in = KEYS, effect = NEW_KEYS, text = "The characters of the body of a new key.")
    KEY_ALPHABET("key.alphabet", word(Alphabet.class), "base62"),

    @SettingRow(in = KEYS, effect = NEW_KEYS, text = "The length of the body of a new key, checksum included.")
    KEY_LENGTH("key.length", number(22, KeyFormat.LONGEST_BODY, SettingsReader.LENGTHS_ALLOWED), "36"),

    @SettingRow(in = KEYS, effect = NEW_KEYS, text = "Ends the body of a new key with a checksum of 6 characters.")
    KEY_CHECKSUM("key.checksum", FLAG, "true"),

    @SettingRow(
            in = KEYS,
            common = true,
            text = "The treatment of test keys. `reject`: 401. `rollback`: an application's work for them is rolled"
                    + " back, see [Test keys that leave no trace](#test-keys-that-leave-no-trace).")
    TEST_KEYS("environment.test", word(TestKeyPolicy.class), "accept"),

    @SettingRow(
            in = KEYS,
            common = true,
            text = "The scopes of your application. They become roles of the container at the start.")
    SCOPES("scopes", list(SettingsReader.SCOPES_ALLOWED, SettingsReader::isFree), ""),

    @SettingRow(in = KEYS, effect = NEW_KEYS, text = "The scopes of a new key that asks for none.")
    DEFAULT_SCOPES("scopes.default", list("at most 32 scopes, or * for all of chatelaine.scopes", scope -> true), ""),

    @SettingRow(in = KEYS, text = "The age at which rotation of a key is due (`rotation_due`). The key remains valid.")
    ROTATION_MAX_AGE("rotation.max-age", duration(Duration.ofMinutes(1)).orNone(), NONE),

    @SettingRow(
            in = LIMITS,
            effect = NEW_KEYS,
            common = true,
            text = "The tiers that a key may have. The first is the default.")
    TIERS("tiers", list("names of the form " + TierReader.TIER, TierReader::isTier), ""),

    @SettingRow(
            in = LIMITS,
            effect = NEW_KEYS,
            text = "The tiers whose keys are issued only for accounts that an administrator approved.")
    TIERS_REVIEWED("tiers.reviewed", list("names in chatelaine.tiers", tier -> true), ""),

    @SettingRow(
            in = LIMITS,
            text = "Maps a tier of existing keys that `tiers` does not name to one that it names. See"
                    + " [Limits](#limits).")
    TIERS_RENAMED("tiers.renamed", list(TierReader.renamesAllowed("chatelaine.tiers"), pair -> true), ""),

    @SettingRow(
            in = LIMITS,
            common = true,
            text = "The requests that a tier allows in a time, on each node. See [Limits](#limits).")
    TIER_RATE("tier.NAME.rate", limit(Limit.LONGEST_RATE, "60/PT1M").orNone(), NONE),

    @SettingRow(in = LIMITS, text = "The requests that a tier allows in a time, on all nodes together.")
    TIER_QUOTA("tier.NAME.quota", limit(Limit.LONGEST_QUOTA, "10000/P1D").orNone(), NONE),

    @SettingRow(
            in = LIMITS,
            text = "`account`: the keys of an account in a tier share the limits. `key`: each key has its own"
                    + " limits, and its replacement takes them over.")
    LIMITS_PER("limits.per", word(LimitPartition.class), "account"),

    @SettingRow(
            in = LIMITS,
            effect = NEW_KEYS,
            text = "The keys of an account that may be neither revoked nor expired. One more is 409. A rotation"
                    + " always works. An account above the number keeps its keys.")
    ACCOUNT_MAX_KEYS("account.max-keys", number(1, 1_000_000).orNone(), "10000"),

    @SettingRow(
            in = LIMITS,
            text = "The changes of an account that run at once on each node; one more is 429. Beside them run as many"
                    + " revokes, rotations and PATCHes, and 32 wait; one more is 503. Not for the scope `admin`.")
    ACCOUNT_MAX_CHANGES("account.max-concurrent-changes", number(1, 1000), "8"),

    @SettingRow(
            in = LIMITS,
            text = "The changes of all accounts that run at once on each node. Set it to the size of the connection"
                    + " pool less 4. More changes wait up to 10 s without a connection; then the answer is 503.")
    MAX_CHANGES("changes.max-concurrent", number(1, 1000), "28"),

    @SettingRow(
            in = PEERS,
            common = true,
            text = "The headers by which a gateway names the original request. See [A gateway that"
                    + " asks](#a-gateway-that-asks).")
    DIALECT("authorize.dialect", word(GatewayDialect.class), "none"),

    @SettingRow(
            in = PEERS,
            common = true,
            text = "The gateways and proxies whose `X-Forwarded-For` is believed. See [Whose request it"
                    + " is](#whose-request-it-is).")
    TRUSTED_PROXIES("trusted-proxies", list(TrustedProxies.ALLOWED, TrustedProxies::isBlock), ""),

    @SettingRow(
            in = PEERS,
            text = "`pass`: a CORS preflight reaches an embedding application without authentication. Its key"
                    + " headers and cookies are removed. A preflight is `OPTIONS` with `Origin` and"
                    + " `Access-Control-Request-Method`, without a body, a key in the query or a header that names"
                    + " another method. No effect on Chatelaine's own resources and on `/v1/authorize`.")
    PREFLIGHT("preflight", word(PreflightPolicy.class), "refuse"),

    @SettingRow(
            in = PEERS,
            text = "Pages of these origins may read refusals of `/v1/authorize` and of an embedding application."
                    + " Chatelaine's own resources have no CORS.")
    CORS_ORIGINS("cors.origins", list(BrowserSettings.ORIGINS_ALLOWED, BrowserSettings::isOrigin), ""),

    @SettingRow(
            in = PEERS,
            text = "The paths of an embedding application that need a key. No effect on Chatelaine's own resources.")
    PROTECTED_PATHS("protected-paths", list(ProtectedPaths.ALLOWED, ProtectedPaths::isPattern), "/*"),

    @SettingRow(in = RETENTION, text = "The time for which hourly counts of the use of keys are kept.")
    USAGE_KEEP("usage.keep", duration(Duration.ofDays(1)).orNone(), "P400D"),

    @SettingRow(
            in = RETENTION,
            text = "The time for which the audit keeps refused requests. It keeps changes for ever.")
    KEEP_REFUSALS("audit.keep-refusals", duration(Duration.ofDays(1)).orNone(), "P400D"),

    @SettingRow(
            in = STARTUP,
            effect = START,
            text = "A file to create for the first admin key. Needed once. `scripts/run` sets `DIR/admin.key`.")
    ADMIN_KEY_FILE("admin.key-file", new SettingType("path", "the path of a file", SettingsReader::isPath), ""),

    @SettingRow(in = STARTUP, effect = START, text = "Issues another admin key.")
    ADMIN_REISSUE("admin.reissue", FLAG, "false"),

    @SettingRow(in = STARTUP, effect = START, text = "Accepts a database that loses keys.")
    ALLOW_VOLATILE("allow-volatile", FLAG, "false"),

    @SettingRow(
            in = STARTUP,
            text = "Ends the process with exit code 75 if the embedded database stays closed for 10 s. Only for a"
                    + " server that is restarted automatically and serves nothing else. `scripts/run` sets `true`.")
    EXIT_IF_DATABASE_CLOSED("database.exit-if-closed", FLAG, "false");

    static final String PREFIX = "chatelaine.";
    private static final String TIER_NAME = "NAME";

    private final String property;

    @SuppressWarnings("ImmutableEnumChecker") // The predicates of types are pure functions.
    private final SettingType type;

    private final String byDefault;

    Setting(String name, SettingType type, String byDefault) {
        this.property = PREFIX + name;
        this.type = type;
        this.byDefault = byDefault;
    }

    String property() {
        return property;
    }

    /** Returns the property for one tier. */
    String property(String tier) {
        return property.replace(TIER_NAME, tier);
    }

    boolean isOfTier() {
        return property.contains(TIER_NAME);
    }

    SettingType type() {
        return type;
    }

    /** Returns the value if neither the administrator nor the preset sets one; empty if there is no default. */
    String byDefault() {
        return byDefault;
    }
}
