package io.chatelaine.api;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bounds the size and time of request bodies for Chatelaine's own resources; embedded, the filter is not installed. */
public class BodyFilter implements Filter {
    private static final Duration WHOLE_BODY = Duration.ofSeconds(2);

    private @Nullable BodyDeadline deadline;

    @Override
    public void init(FilterConfig config) {
        deadline = new BodyDeadline(WHOLE_BODY);
    }

    @Override
    public void destroy() {
        if (deadline != null) {
            deadline.close();
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        BodyDeadline current = deadline;
        chain.doFilter(current == null ? request : new Bounded((HttpServletRequest) request, current), response);
    }

    /** A request without parameters: to parse them, a container reads a form's body to its end without a deadline. */
    private static final class Bounded extends HttpServletRequestWrapper {
        private final BoundedBody body;

        Bounded(HttpServletRequest request, BodyDeadline deadline) {
            super(request);
            body = new BoundedBody(request, deadline);
        }

        @Override
        public ServletInputStream getInputStream() {
            return body;
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        }

        @Override
        public @Nullable String getParameter(String name) {
            return null;
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return null;
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.emptyEnumeration();
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Map.of();
        }
    }
}
