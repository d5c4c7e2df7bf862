package io.chatelaine.security.framing;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A request with an {@code Upgrade} header, whose body ends after its {@code Content-Length}. Payara treats all further
 * bytes as the other protocol, although it supports none, so that a reader waits for more. The JDK's HttpClient sends
 * the header with each request by default.
 */
public final class MeasuredRequest extends HttpServletRequestWrapper {
    private @Nullable ServletInputStream body;

    private MeasuredRequest(HttpServletRequest request) {
        super(request);
    }

    /** Wraps a request that has {@code Upgrade} and no {@code Transfer-Encoding}; returns any other unchanged. */
    public static HttpServletRequest of(HttpServletRequest request) {
        return request.getHeader("Upgrade") != null && request.getHeader("Transfer-Encoding") == null
                ? new MeasuredRequest(request)
                : request;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        ServletInputStream known = body;
        if (known == null) {
            known = new Body(super.getInputStream(), Math.max(0, getContentLengthLong()));
            body = known;
        }
        return known;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        String encoding = getCharacterEncoding();
        return new BufferedReader(new InputStreamReader(
                getInputStream(), encoding == null ? StandardCharsets.ISO_8859_1.name() : encoding));
    }

    private static final class Body extends ServletInputStream {
        private final ServletInputStream in;
        private long left;

        Body(ServletInputStream in, long length) {
            this.in = in;
            left = length;
        }

        @Override
        public int read() throws IOException {
            int value = left == 0 ? -1 : in.read();
            left -= value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return length == 0 ? 0 : -1;
            }
            int count = in.read(bytes, offset, (int) Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(in.available(), left);
        }

        @Override
        public boolean isFinished() {
            return left == 0 || in.isFinished();
        }

        @Override
        public boolean isReady() {
            return left == 0 || in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(new UntilEnd(listener));
        }

        /** Listener that signals the end of the body after its last byte, because the server does not. */
        private final class UntilEnd implements ReadListener {
            private final ReadListener listener;
            private boolean ended;

            UntilEnd(ReadListener listener) {
                this.listener = listener;
            }

            @Override
            public void onDataAvailable() throws IOException {
                listener.onDataAvailable();
                if (left == 0) {
                    onAllDataRead();
                }
            }

            @Override
            public void onAllDataRead() throws IOException {
                if (!ended) {
                    ended = true;
                    listener.onAllDataRead();
                }
            }

            @Override
            public void onError(Throwable failure) {
                listener.onError(failure);
            }
        }
    }
}
