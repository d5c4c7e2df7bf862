package io.chatelaine.management;

import io.chatelaine.config.Settings;
import io.chatelaine.config.TestKeys;
import io.chatelaine.key.Environment;
import io.chatelaine.key.KeyText;
import io.chatelaine.key.Scope;
import io.chatelaine.key.Scopes;
import io.chatelaine.management.InvalidRequestException.FieldError;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what a client asks for into a key that can be made, or says everything that is wrong with it. */
final class KeyRequestCheck {
    /** The two invisible characters that scripts and emoji need; the others can turn the order of a text round. */
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;

    private static final int ZERO_WIDTH_JOINER = 0x200D;

    /** Java's own parser takes more: years of any length, times without seconds, offsets with them. */
    private static final Pattern RFC_3339 = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)", Pattern.CASE_INSENSITIVE);

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private final Settings settings;
    private final Instant now;
    private final List<FieldError> errors = new ArrayList<>();

    KeyRequestCheck(Settings settings, Instant now) {
        this.settings = settings;
        this.now = now;
    }

    /**
     * @throws InvalidRequestException naming each member that cannot be
     * @throws MissingScopeException where the caller lacks a scope that it asks for
     * @throws BeyondCallerException where a test key asks for a live one
     */
    NewKey check(KeyRequest asked, Caller caller) {
        String name = name(asked.name());
        Environment environment = environment(asked.environment(), caller.environment());
        String tier = tier(asked.tier());
        Scopes scopes = scopes(asked.scopes());
        Instant expiresAt = expiresAt(asked.expiresAt());
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
        if (!caller.scopes().include(scopes.list())) {
            throw new MissingScopeException(scopes);
        }
        if (!caller.sees(environment)) {
            throw new BeyondCallerException("A test key can make test keys only.");
        }
        return new NewKey(name, environment, tier, scopes, earlier(expiresAt, caller.expiresAt()));
    }

    private String name(@Nullable String name) {
        if (name == null || name.codePoints().allMatch(KeyRequestCheck::isInvisible)) {
            error("name", "is needed: say what the key is for");
        } else if (name.codePointCount(0, name.length()) > 100) {
            error("name", "is longer than 100 characters");
        } else if (!name.codePoints().allMatch(KeyRequestCheck::isText)) {
            error("name", "has a control character or half a character");
        } else if (KeyText.mayHoldKey(name, settings.credentials().keyPrefix())) {
            error("name", "looks like a key: a name is stored and shown, a key never is");
        }
        return name == null ? "" : name;
    }

    private static boolean isInvisible(int c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || c == ZERO_WIDTH_JOINER
                || c == ZERO_WIDTH_NON_JOINER;
    }

    private static boolean isText(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && (type != Character.FORMAT || c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER);
    }

    private Environment environment(@Nullable String text, Environment byDefault) {
        if (text == null) {
            return byDefault;
        }
        Environment environment = Environment.of(text).orElse(null);
        if (environment == null) {
            error("environment", "is neither live nor test");
            return byDefault;
        }
        if (environment == Environment.TEST && settings.testKeys() != TestKeys.ACCEPT) {
            error("environment", "test keys are not accepted by this server");
        }
        return environment;
    }

    private @Nullable String tier(@Nullable String tier) {
        if (tier != null && !settings.tiers().contains(tier)) {
            error("tier", settings.tiers().isEmpty() ? "there are no tiers" : "is none of " + settings.tiers());
        }
        return tier != null || settings.tiers().isEmpty()
                ? tier
                : settings.tiers().get(0);
    }

    private Scopes scopes(@Nullable List<String> names) {
        if (names == null) {
            return settings.defaultScopes();
        }
        List<Scope> known = settings.scopes();
        List<Scope> scopes = new ArrayList<>();
        for (String name : names) {
            Scope scope = Scope.of(name).filter(known::contains).orElse(null);
            if (scope == null) {
                error("scopes", "has one that does not exist; there are " + known);
                break;
            }
            scopes.add(scope);
        }
        if (names.size() > Scope.MOST) {
            error("scopes", "are more than " + Scope.MOST);
        }
        return new Scopes(scopes);
    }

    private @Nullable Instant expiresAt(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            if (!RFC_3339.matcher(text).matches()) {
                throw new DateTimeParseException("not RFC 3339", text, 0);
            }
            Instant instant = OffsetDateTime.parse(text).toInstant();
            if (instant.isAfter(LATEST)) {
                error("expires_at", "is beyond the year 9999");
            } else if (!instant.isAfter(now)) {
                error("expires_at", "is past");
            }
            return instant.truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeParseException e) {
            error("expires_at", "is no RFC 3339 time, as 2027-01-31T00:00:00Z");
            return null;
        }
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    private void error(String field, String message) {
        errors.add(new FieldError(field, message));
    }
}
