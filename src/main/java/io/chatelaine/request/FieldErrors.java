package io.chatelaine.request;

import io.chatelaine.config.Settings;
import io.chatelaine.key.KeyDetector;
import io.chatelaine.key.Scope;
import io.chatelaine.key.Scopes;
import io.chatelaine.request.InvalidRequestException.FieldError;
import io.chatelaine.restriction.RestrictionsPatch;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the members that several requests have, and collects all that is wrong with them. */
public final class FieldErrors {
    /** Java's own parser takes more: signs, fractions, small letters, numbers of any length. */
    private static final Pattern ISO_8601 =
            Pattern.compile("P(?=\\d|T\\d)(\\d{1,3}D)?(T(?=\\d)(\\d{1,5}H)?(\\d{1,7}M)?(\\d{1,8}S)?)?");

    private static final int LONGEST_NAME = 100;

    private static final Duration LONGEST_GRACE = Duration.ofDays(90);

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private final Settings settings;
    private final List<FieldError> errors = new ArrayList<>();

    public FieldErrors(Settings settings) {
        this.settings = settings;
    }

    public void error(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    /** @throws InvalidRequestException naming each member that cannot be, if there are any */
    public void finish() {
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
    }

    /** @param use what the name is for, told to whoever leaves it out */
    public String name(@Nullable String name, String use) {
        if (name == null || ShownText.showsNothing(name)) {
            error("name", "is needed: " + use);
        } else {
            text("name", name, LONGEST_NAME, ShownText::isText);
        }
        return name == null ? "" : name;
    }

    /**
     * A text of several lines that people write.
     *
     * @param use what it is for, told to whoever leaves it out
     */
    public String text(String field, @Nullable String text, String use, int longest) {
        if (text == null || ShownText.showsNothing(text)) {
            error(field, "is needed: " + use);
        } else {
            text(field, text, longest, c -> ShownText.isText(c) || c == '\n' || c == '\r' || c == '\t');
        }
        return text == null ? "" : text;
    }

    private void text(String field, String text, int longest, IntPredicate fits) {
        if (ShownText.length(text) > longest) {
            error(field, "is longer than " + longest + " characters");
        } else if (!text.codePoints().allMatch(fits)) {
            error(field, "has a control character or half a character");
        } else if (KeyDetector.mightContainKey(text, settings.credentials().keyPrefix())) {
            error(field, "looks like a key: a " + field.replace('_', ' ') + " is stored and shown, a key never is");
        }
    }

    public Scopes scopes(List<String> names) {
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

    /** To the millisecond; null is never. */
    public @Nullable Instant expiresAt(@Nullable String text, Instant now) {
        Instant instant = time("expires_at", text);
        if (instant != null && !instant.isAfter(now)) {
            error("expires_at", "is past");
        }
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Null for none, and for what is none. */
    public @Nullable Instant time(String field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant instant = Rfc3339.parse(text);
            if (instant.isAfter(LATEST)) {
                error(field, "is beyond the year 9999");
            }
            return instant;
        } catch (DateTimeParseException e) {
            error(field, "is no RFC 3339 time, as 2027-01-31T00:00:00Z");
            return null;
        }
    }

    /** A name to look for, by the same rule as one to be given, but that one given long ago may show nothing. */
    public void nameSought(String field, @Nullable String name) {
        if (name != null && name.isEmpty()) {
            error(field, "is empty");
        } else if (name != null) {
            text(field, name, LONGEST_NAME, ShownText::isText);
        }
    }

    /** From {@code PT0S} to {@code P90D}. */
    public Duration grace(@Nullable String text) {
        if (text == null) {
            error("grace", "is needed: how long the old key goes on, as PT24H; PT0S ends it at once");
        } else if (!ISO_8601.matcher(text).matches() || Duration.parse(text).compareTo(LONGEST_GRACE) > 0) {
            error("grace", "is no duration from PT0S to P90D, as PT24H or P7D");
        } else {
            return Duration.parse(text);
        }
        return Duration.ZERO;
    }

    public @Nullable RestrictionsPatch restrictions(@Nullable RestrictionsRequest asked) {
        return new RestrictionsCheck(this, settings.credentials().keyPrefix()).check(asked);
    }
}
