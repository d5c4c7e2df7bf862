package io.chatelaine.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Number of requests in a time, written {@code 60/PT1M}.
 *
 * @param amount from 1 to {@link #MOST}
 * @param window in whole seconds
 */
public record Limit(long amount, Duration window) {
    static final long MOST = 1_000_000_000;

    /** Each node counts a rate by itself, from its start: a short window bounds the requests above the rate. */
    static final Duration LONGEST_RATE = Duration.ofHours(1);

    static final Duration LONGEST_QUOTA = Duration.ofDays(31);

    private static final int LONGEST_TEXT = 64;

    /** Reads a text; empty if it is not a limit with a window of at least one second. */
    static Optional<Limit> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash > 10 || text.length() > LONGEST_TEXT || text.charAt(0) == '0') {
            return Optional.empty();
        }
        for (int i = 0; i < slash; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return Optional.empty();
            }
        }
        long amount = Long.parseLong(text.substring(0, slash));
        return amount > MOST
                ? Optional.empty()
                : window(text.substring(slash + 1)).map(window -> new Limit(amount, window));
    }

    private static Optional<Duration> window(String text) {
        try {
            Duration window = Duration.parse(text);
            boolean wholeSeconds = window.equals(Duration.ofSeconds(window.toSeconds()));
            return wholeSeconds && window.toSeconds() >= 1 ? Optional.of(window) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    public long seconds() {
        return window.toSeconds();
    }

    /** Returns a duration in ISO 8601, in days if it is whole days. */
    static String text(Duration duration) {
        boolean days = duration.equals(Duration.ofDays(duration.toDays()));
        return days ? "P" + duration.toDays() + 'D' : duration.toString();
    }

    @Override
    public String toString() {
        return amount + "/" + text(window);
    }
}
