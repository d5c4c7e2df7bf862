package io.chatelaine.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * So many requests in such a time, written {@code 60/PT1M}.
 *
 * @param amount from 1 to a billion
 * @param window in whole seconds
 */
public record Limit(long amount, Duration window) {
    private static final long MOST = 1_000_000_000;
    private static final int LONGEST_TEXT = 64;

    /** Reads the text; empty where it is no limit with a window of one second to the longest. */
    static Optional<Limit> parse(String text, Duration longest) {
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
                : window(text.substring(slash + 1), longest).map(w -> new Limit(amount, w));
    }

    private static Optional<Duration> window(String text, Duration longest) {
        try {
            Duration window = Duration.parse(text);
            boolean fits = window.compareTo(Duration.ofSeconds(1)) >= 0 && window.compareTo(longest) <= 0;
            return fits && window.equals(Duration.ofSeconds(window.toSeconds()))
                    ? Optional.of(window)
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    public long seconds() {
        return window.toSeconds();
    }

    @Override
    public String toString() {
        boolean days = seconds() % Duration.ofDays(1).toSeconds() == 0;
        return amount + "/" + (days ? "P" + window.toDays() + 'D' : window);
    }
}
