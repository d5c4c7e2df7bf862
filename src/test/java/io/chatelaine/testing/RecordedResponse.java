package io.chatelaine.testing;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A response that records headers and body; a method that it does not implement fails the test. */
public final class RecordedResponse {
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private boolean committed;
    private int status = 200;

    public RecordedResponse() {
        this(false);
    }

    public RecordedResponse(boolean committed) {
        this.committed = committed;
    }

    public HttpServletResponse response() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                RecordedResponse.class.getClassLoader(), new Class<?>[] {HttpServletResponse.class}, this::answer);
    }

    public int status() {
        return status;
    }

    public List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /** Returns the names of all headers, in the case of their first use. */
    public List<String> headerNames() {
        return List.copyOf(headers.keySet());
    }

    public String body() {
        return body.toString(StandardCharsets.UTF_8);
    }

    private @Nullable Object answer(Object proxy, Method asked, Object @Nullable [] arguments) {
        Object[] given = arguments == null ? new Object[0] : arguments;
        return switch (asked.getName()) {
            case "isCommitted" -> committed;
            case "getOutputStream" -> output();
            case "getHeader" -> {
                List<String> values = headers(String.valueOf(given[0]));
                yield values.isEmpty() ? null : values.get(0);
            }
            default -> {
                change(asked, given);
                yield null;
            }
        };
    }

    private void change(Method asked, Object[] given) {
        switch (asked.getName()) {
            case "setHeader" -> set(String.valueOf(given[0]), given[1]);
            case "addHeader" -> add(String.valueOf(given[0]), String.valueOf(given[1]));
            case "addCookie" -> add("Set-Cookie", String.valueOf(given[0]));
            case "setContentType" -> set("Content-Type", given[0]);
            case "setContentLength" -> set("Content-Length", given[0]);
            case "setStatus" -> status = (Integer) given[0];
            case "resetBuffer" -> body.reset();
            case "flushBuffer" -> committed = true;
            case "reset" -> {
                body.reset();
                headers.clear();
                status = 200;
            }
            default -> throw new UnsupportedOperationException(asked.toString());
        }
    }

    private void add(String name, String value) {
        headers.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    private void set(String name, @Nullable Object value) {
        headers.remove(name);
        if (value != null) {
            add(name, String.valueOf(value));
        }
    }

    private ServletOutputStream output() {
        return new ServletOutputStream() {
            @Override
            public void write(int b) {
                body.write(b);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
