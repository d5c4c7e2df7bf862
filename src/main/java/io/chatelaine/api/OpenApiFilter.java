package io.chatelaine.api;

import io.chatelaine.problem.PreparedAnswer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Has the server's own description of the API, which Payara writes anew for each request, made once: anybody may ask for it
 * as often as they like.
 */
public class OpenApiFilter implements Filter {
    private final Map<Boolean, PreparedAnswer> prepared = new ConcurrentHashMap<>();

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        if (!asked.getMethod().equals("GET")) {
            chain.doFilter(request, response);
            return;
        }
        boolean json = isJson(asked.getHeader("Accept")) || isJson(asked.getQueryString());
        PreparedAnswer known = prepared.get(json);
        if (known == null) {
            known = prepare(asked, answer, chain, json);
        }
        if (known != null) {
            known.write(asked, answer);
        }
    }

    private @Nullable PreparedAnswer prepare(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, boolean json)
            throws IOException, ServletException {
        CapturedResponse captured = new CapturedResponse(response);
        chain.doFilter(request, captured);
        if (captured.getStatus() != HttpServletResponse.SC_OK) {
            return null;
        }
        String type = captured.getContentType();
        PreparedAnswer made = new PreparedAnswer(captured.bytes(), type == null ? "application/yaml" : type);
        prepared.put(json, made);
        return made;
    }

    private static boolean isJson(@Nullable String text) {
        return text != null && text.toLowerCase(Locale.ROOT).contains("json");
    }
}
