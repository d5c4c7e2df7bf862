package io.chatelaine.security;

import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * A way to authenticate requests. {@link ApiKeyScheme} authenticates every request that no other scheme handles. A bean
 * of another package adds a scheme by this interface. At most one added scheme may handle a request.
 */
public interface AuthenticationScheme {
    /** Returns whether this scheme authenticates the request; if so, no other scheme does. */
    boolean handles(HttpServletRequest request);

    /** Authenticates a request that this scheme handles, or writes the refusal. An exception refuses with 500. */
    AuthenticationStatus authenticate(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) throws IOException;
}
