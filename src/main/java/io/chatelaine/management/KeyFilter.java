package io.chatelaine.management;

import io.chatelaine.key.KeyStatus;
import io.chatelaine.request.InvalidQueryException;
import io.chatelaine.request.PageRequest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which part of a list is asked for. */
public record KeyFilter(String status, PageRequest page) {
    private static final String ALL = "all";

    /**
     * Reads the parameters of a request; null is what it did not say.
     *
     * @throws InvalidQueryException for a value that cannot be
     */
    public static KeyFilter of(@Nullable String status, @Nullable String limit, @Nullable String cursor) {
        String asked = status == null ? KeyStatus.ACTIVE.word() : status;
        if (!asked.equals(ALL) && statuses().noneMatch(known -> known.word().equals(asked))) {
            throw new InvalidQueryException("status is none of active, disabled, expired, revoked, all");
        }
        return new KeyFilter(asked, PageRequest.of(limit, cursor));
    }

    private static Stream<KeyStatus> statuses() {
        return Arrays.stream(KeyStatus.values());
    }

    boolean fits(KeyStatus status) {
        return this.status.equals(ALL) || status.word().equals(this.status);
    }

    /** Tells whether it asks for keys whose end has come, which their state shows a few seconds later. */
    boolean isAboutEnds() {
        return fits(KeyStatus.EXPIRED) && !status.equals(ALL);
    }

    /**
     * The states in which the keys may be.
     *
     * @param due whether there may be some whose end has come and does not show yet
     */
    List<KeyStatus> states(boolean due) {
        return statuses()
                .filter(state -> fits(state) || (due && state != KeyStatus.REVOKED))
                .toList();
    }
}
