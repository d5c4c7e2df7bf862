package io.chatelaine.api;

import io.chatelaine.account.PartnerFilter;
import io.chatelaine.management.KeyFilter;
import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemException;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.problem.RequestId;
import io.chatelaine.request.PageRequest;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request. A parameter that occurs twice is refused, because it is ambiguous. */
public record Query(UriInfo uri) {
    public PageRequest page() {
        return PageRequest.of(single("limit"), single("cursor"));
    }

    public KeyFilter keys() {
        return KeyFilter.of(single("status"), single("limit"), single("cursor"));
    }

    public PartnerFilter applications() {
        return PartnerFilter.of(single("status"), page());
    }

    /** Returns whether the parameter is {@code true}; absent is the same as {@code false}. */
    public boolean flag(String name) {
        String value = single(name);
        if (value != null && !value.equals("true") && !value.equals("false")) {
            throw malformed(name + " must be true or false");
        }
        return "true".equals(value);
    }

    /** Returns the value of the parameter; null if absent. */
    public @Nullable String single(String name) {
        List<String> values = uri.getQueryParameters().getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw malformed(name + " must occur only once");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    /** Returns the first value of a parameter that must never make a call fail; null if absent. */
    public @Nullable String first(String name) {
        List<String> values = uri.getQueryParameters().getOrDefault(name, List.of());
        return values.isEmpty() ? null : values.get(0);
    }

    /** Returns an id or a fixed word; null if absent. MySQL cannot compare non-ASCII text with an ASCII column. */
    public @Nullable String word(String name) {
        String value = single(name);
        if (value != null && !RequestId.isHarmless(value)) {
            throw malformed(name + " must be at most 64 characters: letters, digits, . _ and -");
        }
        return value;
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(Problem.of(ProblemType.MALFORMED_REQUEST, detail));
    }
}
