package io.chatelaine.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
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

    @Override
    public void filter(ContainerRequestContext request) {
        if (!METHODS.contains(request.getMethod())) {
            request.setMethod("UNSUPPORTED");
        }
    }
}
