package io.chatelaine.management;

import io.chatelaine.key.KeyStatus;
import io.chatelaine.request.InvalidQueryException;
import io.chatelaine.request.PageRequest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Filter and page of a list of keys. */
public record KeyFilter(String status, PageRequest page) {
    private static final String ALL = "all";

    /**
     * Reads the parameters of a request; null if absent.
     *
     * @throws InvalidQueryException if a value is invalid
     */
    public static KeyFilter of(@Nullable String status, @Nullable String limit, @Nullable String cursor) {
        String asked = status == null ? KeyStatus.ACTIVE.word() : status;
        if (!asked.equals(ALL) && statuses().noneMatch(known -> known.word().equals(asked))) {
            throw new InvalidQueryException("status must be one of: active, disabled, expired, revoked, all");
        }
        return new KeyFilter(asked, PageRequest.of(limit, cursor));
    }

    private static Stream<KeyStatus> statuses() {
        return Arrays.stream(KeyStatus.values());
    }

    boolean fits(KeyStatus status) {
        return this.status.equals(ALL) || status.word().equals(this.status);
    }

    /** Returns whether the filter selects expired keys only; their state shows the expiry a few seconds late. */
    boolean isAboutEnds() {
        return fits(KeyStatus.EXPIRED) && !status.equals(ALL);
    }

    /**
     * Returns the states to read.
     *
     * @param due whether expired keys may exist whose state does not show it yet
     */
    List<KeyStatus> states(boolean due) {
        return statuses()
                .filter(state -> fits(state) || (due && state != KeyStatus.REVOKED))
                .toList();
    }
}
