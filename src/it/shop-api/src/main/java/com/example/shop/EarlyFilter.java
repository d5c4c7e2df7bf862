package com.example.shop;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A filter of the application's own web.xml, which the server calls before those of its libraries. */
public class EarlyFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean key = request.getHeader("X-API-Key") != null || request.getHeader("Authorization") != null;
        response.setHeader("X-Early", "key=" + key + " cookie=" + (request.getCookies() != null));
        chain.doFilter(request, response);
    }
}
