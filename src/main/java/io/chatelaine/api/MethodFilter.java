package io.chatelaine.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/**
 * Keeps JAX-RS from answering {@code OPTIONS} by itself: to its router any method that our resources cannot have looks
 * the same, so that it answers 405 where there is a resource and 404 where there is none.
 */
@Provider
@PreMatching
public class MethodFilter implements ContainerRequestFilter {
    static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PATCH", "DELETE");

    @Context
    HttpServletRequest sent;

    @Override
    public void filter(ContainerRequestContext request) {
        // As it was sent: RESTEasy takes a method for the same in small letters.
        if (!METHODS.contains(sent.getMethod())) {
            request.setMethod("UNSUPPORTED");
        }
    }
}
