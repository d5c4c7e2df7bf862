package io.chatelaine.account;

import io.chatelaine.request.InvalidQueryException;
import io.chatelaine.request.PageRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Filter and page of a list of applications.
 *
 * @param status null if every status matches
 */
public record PartnerFilter(@Nullable String status, PageRequest page) {
    private static final List<String> STATUSES =
            List.of(PartnerApplication.PENDING, PartnerApplication.APPROVED, PartnerApplication.REFUSED);

    /**
     * Reads the parameters of a request; null if absent.
     *
     * @throws InvalidQueryException if the status is unknown
     */
    public static PartnerFilter of(@Nullable String status, PageRequest page) {
        if (status == null || status.equals("all")) {
            return new PartnerFilter(null, page);
        }
        if (!STATUSES.contains(status)) {
            throw new InvalidQueryException("status must be one of: pending, approved, refused, all");
        }
        return new PartnerFilter(status, page);
    }
}
