package io.chatelaine.problem;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Keeps a client's hang-up from being an error: the rest of the answer is discarded. A container logs such an exception with
 * a trace for each request of the connection, so that one socket makes a log grow by megabytes.
 */
public class HangUpFilter implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, new ForgivingResponse((HttpServletResponse) response));
    }
}
