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

/** The parameters of a request's query: each at most once, or it is not clear which counts. */
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

    /** Whether it is there and true; false is the same as not there. */
    public boolean flag(String name) {
        String value = single(name);
        if (value != null && !value.equals("true") && !value.equals("false")) {
            throw malformed(name + " is neither true nor false");
        }
        return "true".equals(value);
    }

    /** Null where it is not there. */
    public @Nullable String single(String name) {
        List<String> values = uri.getQueryParameters().getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw malformed(name + " is there more than once");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    /** The first one, however many there are: of what must never make a call fail. */
    public @Nullable String first(String name) {
        List<String> values = uri.getQueryParameters().getOrDefault(name, List.of());
        return values.isEmpty() ? null : values.get(0);
    }

    /** One that can be looked for, an id or a word of ours: MySQL cannot compare what is not ASCII. */
    public @Nullable String word(String name) {
        String value = single(name);
        if (value != null && !RequestId.isHarmless(value)) {
            throw malformed(name + " is longer than 64 characters, or has others than letters, digits, . _ and -");
        }
        return value;
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(Problem.of(ProblemType.MALFORMED_REQUEST, detail));
    }
}
