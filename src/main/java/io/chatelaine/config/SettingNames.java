package io.chatelaine.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The name of every setting: what an administrator writes, and what an unknown one is told by. */
final class SettingNames {
    static final String START = "chatelaine.";
    static final String PRESET = "chatelaine.preset";
    static final String BEARER = "chatelaine.header.bearer.enabled";
    static final String X_API_KEY = "chatelaine.header.x-api-key.enabled";
    static final String X_API_KEY_NAME = "chatelaine.header.x-api-key.name";
    static final String PRECEDENCE = "chatelaine.header.precedence";
    static final String QUERY_POLICY = "chatelaine.query.policy";
    static final String QUERY_NAMES = "chatelaine.query.names";
    static final String REALM = "chatelaine.realm";
    static final String KEY_PREFIX = "chatelaine.key.prefix";
    static final String KEY_ALPHABET = "chatelaine.key.alphabet";
    static final String KEY_LENGTH = "chatelaine.key.length";
    static final String KEY_CHECKSUM = "chatelaine.key.checksum";
    static final String TEST_KEYS = "chatelaine.environment.test";
    static final String DIALECT = "chatelaine.authorize.dialect";
    static final String TRUSTED_PROXIES = "chatelaine.trusted-proxies";
    static final String PREFLIGHT = "chatelaine.preflight";
    static final String CORS_ORIGINS = "chatelaine.cors.origins";
    static final String PROTECTED_PATHS = "chatelaine.protected-paths";
    static final String SCOPES = "chatelaine.scopes";
    static final String DEFAULT_SCOPES = "chatelaine.scopes.default";
    static final String TIERS = "chatelaine.tiers";
    static final String TIERS_REVIEWED = "chatelaine.tiers.reviewed";
    static final String TIERS_RENAMED = "chatelaine.tiers.renamed";
    static final String LIMITS_PER = "chatelaine.limits.per";
    static final String ERROR_MEMBER = "chatelaine.problem.error-member";
    static final String FORBIDDEN_TITLE = "chatelaine.problem.forbidden-title";
    static final String LAST_USED_AT = "chatelaine.api.last-used-at";
    static final String ROTATION_MAX_AGE = "chatelaine.rotation.max-age";
    static final String USAGE_KEEP = "chatelaine.usage.keep";
    static final String KEEP_REFUSALS = "chatelaine.audit.keep-refusals";
    static final String ACCOUNT_MAX_KEYS = "chatelaine.account.max-keys";
    static final String ACCOUNT_MAX_CHANGES = "chatelaine.account.max-concurrent-changes";
    static final String ADMIN_KEY_FILE = "chatelaine.admin.key-file";
    static final String ADMIN_REISSUE = "chatelaine.admin.reissue";
    static final String ALLOW_VOLATILE = "chatelaine.allow-volatile";
    static final String EXIT_IF_DATABASE_CLOSED = "chatelaine.database.exit-if-closed";

    static final Set<String> ALL = Set.of(
            PRESET,
            BEARER,
            X_API_KEY,
            X_API_KEY_NAME,
            PRECEDENCE,
            QUERY_POLICY,
            QUERY_NAMES,
            REALM,
            KEY_PREFIX,
            KEY_ALPHABET,
            KEY_LENGTH,
            KEY_CHECKSUM,
            TEST_KEYS,
            DIALECT,
            TRUSTED_PROXIES,
            PREFLIGHT,
            CORS_ORIGINS,
            PROTECTED_PATHS,
            SCOPES,
            DEFAULT_SCOPES,
            TIERS,
            TIERS_REVIEWED,
            TIERS_RENAMED,
            LIMITS_PER,
            ERROR_MEMBER,
            FORBIDDEN_TITLE,
            LAST_USED_AT,
            ROTATION_MAX_AGE,
            USAGE_KEEP,
            KEEP_REFUSALS,
            ACCOUNT_MAX_KEYS,
            ACCOUNT_MAX_CHANGES,
            ADMIN_KEY_FILE,
            ADMIN_REISSUE,
            ALLOW_VOLATILE,
            EXIT_IF_DATABASE_CLOSED);

    /** Variables that {@code scripts/run} and the files in {@code server-config} read, and no setting. */
    private static final Set<String> OF_THE_START = Set.of(
            "CHATELAINE_WAR",
            "CHATELAINE_DB_URL",
            "CHATELAINE_DB_USER",
            "CHATELAINE_DB_PASSWORD",
            "CHATELAINE_H2_OPTIONS",
            "CHATELAINE_H2_URL",
            "CHATELAINE_LOG_MEGABYTES");

    private SettingNames() {}

    static String tierRate(String tier) {
        return START + "tier." + tier + ".rate";
    }

    static String tierQuota(String tier) {
        return START + "tier." + tier + ".quota";
    }

    /**
     * The names that look like settings and are none, as they were written.
     *
     * @param tiers that there are, each of which brings names of its own
     * @param properties as MicroProfile Config lists them; some servers list variables there as well, in dots
     * @param variables of the environment
     */
    static Set<String> unknown(List<String> tiers, Iterable<String> properties, Set<String> variables) {
        Set<String> all = new TreeSet<>(ALL);
        tiers.forEach(tier -> all.addAll(List.of(tierRate(tier), tierQuota(tier))));
        Set<String> settings = all.stream().map(SettingNames::variable).collect(Collectors.toSet());
        Set<String> unknown = new TreeSet<>();
        for (String name : variables) {
            if (name.startsWith(variable(START)) && !settings.contains(name) && !OF_THE_START.contains(name)) {
                unknown.add(name);
            }
        }
        for (String name : properties) {
            if (name.startsWith(START) && !all.contains(name) && !variables.contains(variable(name))) {
                unknown.add(name);
            }
        }
        return unknown;
    }

    /** The variable of the environment that sets a property. */
    private static String variable(String property) {
        return property.replaceAll("[^0-9A-Za-z]", "_").toUpperCase(Locale.ROOT);
    }
}
