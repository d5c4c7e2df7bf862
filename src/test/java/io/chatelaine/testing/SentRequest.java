package io.chatelaine.testing;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A servlet request for tests without a server; a method that it does not implement fails the test. */
public final class SentRequest {
    /** A servlet context without context parameters. */
    private static final ServletContext CONTEXT = (ServletContext) Proxy.newProxyInstance(
            SentRequest.class.getClassLoader(),
            new Class<?>[] {ServletContext.class},
            (proxy, asked, arguments) -> null);

    private static final HttpServletMapping MAPPING = new OtherMapping();

    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Object> attributes = new HashMap<>();
    private final String method;
    private final String contextPath;
    private final @Nullable String pathInfo;

    public SentRequest(String method, String contextPath, @Nullable String pathInfo) {
        this.method = method;
        this.contextPath = contextPath;
        this.pathInfo = pathInfo;
    }

    public static SentRequest get() {
        return new SentRequest("GET", "", null);
    }

    public SentRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public HttpServletRequest request() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                SentRequest.class.getClassLoader(), new Class<?>[] {HttpServletRequest.class}, this::answer);
    }

    private @Nullable Object answer(Object proxy, Method asked, Object @Nullable [] arguments) {
        String first = arguments == null ? "" : String.valueOf(arguments[0]);
        return switch (asked.getName()) {
            case "getMethod" -> method;
            case "getContextPath" -> contextPath;
            case "getPathInfo" -> pathInfo;
            case "getServletPath" -> "";
            case "getRequestURI" -> contextPath + (pathInfo == null ? "" : pathInfo);
            case "getQueryString" -> null;
            case "getRemoteAddr" -> "192.0.2.1";
            case "getContentLengthLong" -> -1L;
            case "getServletContext" -> CONTEXT;
            case "getHttpServletMapping" -> MAPPING;
            case "getHeader" -> headers.get(first);
            case "getHeaders" ->
                Collections.enumeration(
                        headers.containsKey(first) ? List.of(String.valueOf(headers.get(first))) : List.of());
            case "getAttribute" -> attributes.get(first);
            case "setAttribute" -> arguments == null ? null : attributes.put(first, arguments[1]);
            case "removeAttribute" -> attributes.remove(first);
            case "isAsyncStarted" -> false;
            default -> throw new UnsupportedOperationException(asked.toString());
        };
    }

    /** Returns the mapping of an application's servlet. */
    private static final class OtherMapping implements HttpServletMapping {
        @Override
        public String getMatchValue() {
            return "";
        }

        @Override
        public String getPattern() {
            return "/*";
        }

        @Override
        public String getServletName() {
            return "application";
        }

        @Override
        public MappingMatch getMappingMatch() {
            return MappingMatch.PATH;
        }
    }
}
