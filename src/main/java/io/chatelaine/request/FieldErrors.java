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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks of the members that several requests share; collects every error. */
public final class FieldErrors {
    /** {@link Duration#parse} accepts more: signs, fractions, lower-case letters, numbers of any length. */
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

    /** @throws InvalidRequestException with every error, if there are any */
    public void finish() {
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
    }

    /** @param use the end of the message if the name is absent: what to send */
    public String name(@Nullable String name, String use) {
        if (name == null || ShownText.showsNothing(name)) {
            error("name", "is needed: " + use);
        } else {
            text("name", name, LONGEST_NAME, ShownText::isText);
        }
        return name == null ? "" : name;
    }

    /**
     * Checks a text that may have several lines.
     *
     * @param use the end of the message if the text is absent: what to send
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
            error(field, "must be at most " + longest + " characters long");
        } else if (!text.codePoints().allMatch(fits)) {
            error(field, "must not contain control characters, invisible format characters or unpaired surrogates");
        } else if (KeyDetector.mightContainKey(text, settings.credentials().keyPrefix())) {
            error(field, "must not contain a key: a " + field.replace('_', ' ') + " is stored and shown");
        }
    }

    public Scopes scopes(List<String> names) {
        List<Scope> known = settings.scopes();
        List<Scope> scopes = new ArrayList<>();
        for (String name : names) {
            Scope scope = Scope.of(name).filter(known::contains).orElse(null);
            if (scope == null) {
                error("scopes", "must each be one of: " + joined(known));
                break;
            }
            scopes.add(scope);
        }
        if (names.size() > Scope.MOST) {
            error("scopes", "must have at most " + Scope.MOST + " entries");
        }
        return new Scopes(scopes);
    }

    private static String joined(List<Scope> scopes) {
        return scopes.stream().map(Scope::toString).collect(Collectors.joining(", "));
    }

    /**
     * Parses an expiry, to the millisecond, and checks that it is in the future; null if absent (never) or not a time.
     */
    public @Nullable Instant expiresAt(@Nullable String text, Instant now) {
        Instant instant = time("expires_at", text);
        if (instant != null && !instant.isAfter(now)) {
            error("expires_at", "must be in the future");
        }
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Parses an RFC 3339 time. Null if absent or invalid (the error is recorded). */
    public @Nullable Instant time(String field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant instant = Rfc3339.parse(text);
            if (instant.isAfter(LATEST)) {
                error(field, "must not be after the year 9999");
            }
            return instant;
        } catch (DateTimeParseException e) {
            error(field, "must be an RFC 3339 time, for example 2027-01-31T00:00:00Z");
            return null;
        }
    }

    /** Checks a name to search for: as for a new name, but blank is valid, because old keys may have blank names. */
    public void nameSought(String field, @Nullable String name) {
        if (name != null && name.isEmpty()) {
            error(field, "must not be empty");
        } else if (name != null) {
            text(field, name, LONGEST_NAME, ShownText::isText);
        }
    }

    /** Parses a grace period from {@code PT0S} to {@code P90D}; zero if absent or invalid (the error is recorded). */
    public Duration grace(@Nullable String text) {
        if (text == null) {
            error("grace", "is needed: how long the old key stays valid, for example PT24H; PT0S ends it at once");
        } else if (!ISO_8601.matcher(text).matches() || Duration.parse(text).compareTo(LONGEST_GRACE) > 0) {
            error("grace", "must be a duration from PT0S to P90D, for example PT24H or P7D");
        } else {
            return Duration.parse(text);
        }
        return Duration.ZERO;
    }

    public @Nullable RestrictionsPatch restrictions(@Nullable RestrictionsRequest asked) {
        return new RestrictionsCheck(this, settings.credentials().keyPrefix()).check(asked);
    }
}
