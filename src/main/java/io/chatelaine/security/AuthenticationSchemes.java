package io.chatelaine.security;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** The authentication schemes: schemes that beans add, and the scheme of API keys for all other requests. */
@Singleton
public class AuthenticationSchemes {
    private final ApiKeyScheme keys;
    private final List<AuthenticationScheme> added;

    @Inject
    public AuthenticationSchemes(ApiKeyScheme keys, @Any Instance<AuthenticationScheme> all) {
        this(keys, all.stream().filter(scheme -> scheme != keys).toList());
    }

    AuthenticationSchemes(ApiKeyScheme keys, List<AuthenticationScheme> added) {
        this.keys = keys;
        this.added = List.copyOf(added);
    }

    /**
     * Returns the scheme that authenticates a request.
     *
     * @throws IllegalStateException if several added schemes handle it, because no order between them is defined
     */
    AuthenticationScheme of(HttpServletRequest request) {
        AuthenticationScheme handling = null;
        for (AuthenticationScheme scheme : added) {
            if (scheme.handles(request)) {
                if (handling != null) {
                    throw new IllegalStateException("more than one authentication scheme handles the request: "
                            + handling.getClass().getName() + " and "
                            + scheme.getClass().getName());
                }
                handling = scheme;
            }
        }
        return handling == null ? keys : handling;
    }
}
