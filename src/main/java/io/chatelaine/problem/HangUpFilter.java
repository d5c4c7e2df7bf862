package io.chatelaine.problem;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Filter that discards the rest of a response after the client has closed the connection. Otherwise the container logs
 * an exception with a stack trace for each request of the connection, so that one socket can add megabytes to the log.
 */
public class HangUpFilter implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, new ForgivingResponse((HttpServletResponse) response));
    }
}
