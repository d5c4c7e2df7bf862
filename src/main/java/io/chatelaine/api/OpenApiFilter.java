package io.chatelaine.api;

import io.chatelaine.problem.PreparedAnswer;
import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.problem.ProblemWriter;
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
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Caches the server's OpenAPI document: Payara generates it again for each request, and a client needs no key and has
 * no limit for it.
 */
public class OpenApiFilter implements Filter {
    private final Map<Boolean, PreparedAnswer> prepared = new ConcurrentHashMap<>();

    /** The server generates its first document under a lock; without this semaphore, each request would wait on it. */
    private final Semaphore preparing = new Semaphore(1);

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
        if (!preparing.tryAcquire()) {
            ProblemWriter.write(
                    request,
                    response,
                    Problem.of(ProblemType.UNAVAILABLE, "The server is generating the document. Try again."));
            return null;
        }
        CapturedResponse captured = new CapturedResponse(response);
        try {
            chain.doFilter(request, captured);
        } finally {
            preparing.release();
        }
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
