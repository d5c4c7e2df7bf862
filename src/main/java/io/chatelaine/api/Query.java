package io.chatelaine.api;

import io.chatelaine.management.KeyFilter;
import io.chatelaine.management.PageRequest;
import io.chatelaine.management.PartnerFilter;
import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.problem.RequestId;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of a request's query: each at most once, or it is not clear which counts. */
record Query(UriInfo uri) {
    PageRequest page() {
        return PageRequest.of(single("limit"), single("cursor"));
    }

    KeyFilter keys() {
        return KeyFilter.of(single("status"), single("limit"), single("cursor"));
    }

    PartnerFilter applications() {
        return PartnerFilter.of(single("status"), page());
    }

    /** Whether it is there and true; false is the same as not there. */
    boolean flag(String name) {
        String value = single(name);
        if (value != null && !value.equals("true") && !value.equals("false")) {
            throw malformed(name + " is neither true nor false");
        }
        return "true".equals(value);
    }

    /** Null where it is not there. */
    @Nullable String single(String name) {
        List<String> values = uri.getQueryParameters().getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw malformed(name + " is there more than once");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    /** The first one, however many there are: of what must never make a call fail. */
    @Nullable String first(String name) {
        List<String> values = uri.getQueryParameters().getOrDefault(name, List.of());
        return values.isEmpty() ? null : values.get(0);
    }

    /** One that can be looked for, an id or a word of ours: MySQL cannot compare what is not ASCII. */
    @Nullable String word(String name) {
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
