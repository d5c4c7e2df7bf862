package io.chatelaine.config;

import static io.chatelaine.config.SettingNames.*;

import io.chatelaine.config.BrowserSettings.PreflightPolicy;
import io.chatelaine.config.CredentialSettings.Precedence;
import io.chatelaine.config.CredentialSettings.QueryPolicy;
import io.chatelaine.config.GatewaySettings.GatewayDialect;
import io.chatelaine.key.Alphabet;
import io.chatelaine.key.KeyFormat;
import io.chatelaine.key.Scope;
import io.chatelaine.key.Scopes;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** From what the administrator wrote to one valid snapshot: a pure function. */
final class SettingsReader {
    private static final String QUERY_NAMES_BY_DEFAULT = "api_key,apikey,api-key,x-api-key,access_token";
    private static final String ALL_OF_APPLICATION = "*";

    private SettingsReader() {}

    /**
     * @param explicit the value that the administrator gave to a name, if any; an empty one is as good as none
     * @throws InvalidSettingException for the first value that cannot be
     */
    static Settings read(Function<String, Optional<String>> explicit) {
        Function<String, Optional<String>> given =
                name -> explicit.apply(name).map(String::trim).filter(value -> !value.isEmpty());
        SettingReader properties = new SettingReader(given, Presets.read(given.apply(PRESET)));
        KeyFormat format = format(properties);
        List<Scope> applicationScopes = scopes(properties);
        List<String> tiers = TierReader.names(properties);
        return new Settings(
                credentials(properties, format.prefix()),
                properties.text(
                        REALM,
                        "chatelaine",
                        SettingsReader::isRealm,
                        "1 to 64 printable ASCII characters, no \" and \\"),
                format,
                properties.choice(TEST_KEYS, TestKeyPolicy.class, TestKeyPolicy.ACCEPT),
                gateways(properties),
                browsers(properties),
                new ProtectedPaths(
                        properties.list(PROTECTED_PATHS, "/*", ProtectedPaths::isPattern, ProtectedPaths.ALLOWED)),
                applicationScopes,
                defaultScopes(properties, applicationScopes),
                tiers,
                TierReader.read(properties, tiers),
                wording(properties),
                properties.duration(ROTATION_MAX_AGE, "none", Duration.ofMinutes(1), Duration.ofDays(3650)),
                properties.duration(USAGE_KEEP, "P400D", Duration.ofDays(1), Duration.ofDays(3650)),
                properties.duration(KEEP_REFUSALS, "P400D", Duration.ofDays(1), Duration.ofDays(3650)),
                accounts(properties),
                properties.find(ADMIN_KEY_FILE).map(SettingsReader::path),
                properties.flag(ADMIN_REISSUE, false),
                properties.flag(ALLOW_VOLATILE, false),
                properties.flag(EXIT_IF_DATABASE_CLOSED, false));
    }

    private static CredentialSettings credentials(SettingReader properties, String keyPrefix) {
        boolean bearer = properties.flag(BEARER, true);
        boolean xApiKey = properties.flag(X_API_KEY, true);
        if (!bearer && !xApiKey) {
            throw new InvalidSettingException(
                    BEARER + " and " + X_API_KEY, "false", "true for one of them at least, else no key could travel");
        }
        Set<String> queryNames =
                properties.list(QUERY_NAMES, QUERY_NAMES_BY_DEFAULT, name -> true, "names of parameters").stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
        return new CredentialSettings(
                bearer,
                xApiKey,
                properties.text(X_API_KEY_NAME, "X-API-Key", HeaderName::isFree, HeaderName.ALLOWED),
                properties.choice(PRECEDENCE, Precedence.class, Precedence.X_API_KEY),
                properties.choice(QUERY_POLICY, QueryPolicy.class, QueryPolicy.REJECT),
                queryNames,
                keyPrefix);
    }

    private static AccountBounds accounts(SettingReader properties) {
        return new AccountBounds(
                properties.numberOrNone(ACCOUNT_MAX_KEYS, 10_000, 1, 1_000_000, "none, or a number from 1 to 1000000"),
                properties.number(ACCOUNT_MAX_CHANGES, 8, 1, 28, "a number from 1 to 28"));
    }

    private static GatewaySettings gateways(SettingReader properties) {
        return new GatewaySettings(
                properties.choice(DIALECT, GatewayDialect.class, GatewayDialect.NONE),
                TrustedProxies.of(
                        properties.list(TRUSTED_PROXIES, "", TrustedProxies::isBlock, TrustedProxies.ALLOWED)));
    }

    private static BrowserSettings browsers(SettingReader properties) {
        return new BrowserSettings(
                properties.choice(PREFLIGHT, PreflightPolicy.class, PreflightPolicy.REFUSE),
                properties.list(CORS_ORIGINS, "", BrowserSettings::isOrigin, BrowserSettings.ORIGINS_ALLOWED));
    }

    private static KeyFormat format(SettingReader properties) {
        String prefix = properties.text(
                KEY_PREFIX, "ck", KeyFormat::isPrefix, "1 to 32 of a-z, 0-9 and single inner _, a letter first");
        Alphabet alphabet = properties.choice(KEY_ALPHABET, Alphabet.class, Alphabet.BASE62);
        boolean checksum = properties.flag(KEY_CHECKSUM, true);
        int least = leastLength(alphabet, checksum);
        String allowed = least + " to " + KeyFormat.LONGEST_BODY + ", so that a key holds 128 random bits";
        int length = properties.number(KEY_LENGTH, 36, least, KeyFormat.LONGEST_BODY, allowed);
        return new KeyFormat(prefix, alphabet, length, checksum);
    }

    private static int leastLength(Alphabet alphabet, boolean checksum) {
        int length = 1;
        while (KeyFormat.randomBits(alphabet, length, checksum) < KeyFormat.LEAST_RANDOM_BITS) {
            length++;
        }
        return length;
    }

    private static List<Scope> scopes(SettingReader properties) {
        String allowed =
                "names of the form [a-z][a-z0-9-]*(:[a-z0-9-]+)*, at most 64 characters, but not key, env:… and"
                        + " tier:…, roles that a key has by itself";
        return properties.list(SCOPES, "", SettingsReader::isFree, allowed).stream()
                .distinct()
                .map(Scope::new)
                .filter(scope -> !Scope.OWN.contains(scope))
                .toList();
    }

    private static boolean isFree(String scope) {
        return Scope.of(scope).isPresent()
                && !scope.equals("key")
                && !scope.startsWith("env:")
                && !scope.startsWith("tier:");
    }

    private static Scopes defaultScopes(SettingReader properties, List<Scope> ofApplication) {
        List<Scope> known = Settings.allScopes(ofApplication);
        String allowed =
                "at most " + Scope.MOST + " of " + known + ", or " + ALL_OF_APPLICATION + " for all of " + SCOPES;
        boolean all = properties.find(DEFAULT_SCOPES).equals(Optional.of(ALL_OF_APPLICATION));
        Scopes scopes = new Scopes(
                all
                        ? ofApplication
                        : properties
                                .list(
                                        DEFAULT_SCOPES,
                                        "",
                                        name -> Scope.of(name)
                                                .filter(known::contains)
                                                .isPresent(),
                                        allowed)
                                .stream()
                                .map(Scope::new)
                                .toList());
        if (scopes.list().size() > Scope.MOST) {
            throw new InvalidSettingException(
                    DEFAULT_SCOPES, properties.find(DEFAULT_SCOPES).orElse(""), allowed);
        }
        return scopes;
    }

    private static Wording wording(SettingReader properties) {
        String title = properties.text(
                FORBIDDEN_TITLE, "", SettingsReader::isTitle, "at most 100 characters, no control ones");
        return new Wording(
                properties.flag(ERROR_MEMBER, false),
                title.isEmpty() ? Optional.empty() : Optional.of(title),
                properties.flag(LAST_USED_AT, false));
    }

    private static boolean isTitle(String title) {
        return title.length() <= 100 && title.chars().noneMatch(Character::isISOControl);
    }

    private static boolean isRealm(String realm) {
        return realm.length() <= 64 && realm.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\');
    }

    private static Path path(String value) {
        try {
            return Path.of(value).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new InvalidSettingException(ADMIN_KEY_FILE, value, "the path of a file");
        }
    }
}
