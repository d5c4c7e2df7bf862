package io.chatelaine.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/**
 * Keeps JAX-RS from answering {@code OPTIONS} by itself. Replaces every method that no resource has with one unknown
 * method, so that JAX-RS answers 405 if the resource exists and 404 if it does not.
 */
@Provider
@PreMatching
public class MethodFilter implements ContainerRequestFilter {
    static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PATCH", "DELETE");

    @Context
    HttpServletRequest sent;

    @Override
    public void filter(ContainerRequestContext request) {
        // Reads the method from the servlet request: RESTEasy ignores the case of letters.
        if (!METHODS.contains(sent.getMethod())) {
            request.setMethod("UNSUPPORTED");
        }
    }
}
