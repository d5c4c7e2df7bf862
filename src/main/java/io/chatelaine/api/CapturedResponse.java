package io.chatelaine.api;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A response that keeps its body in memory instead of sending it. */
final class CapturedResponse extends HttpServletResponseWrapper {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private @Nullable PrintWriter writer;

    CapturedResponse(HttpServletResponse response) {
        super(response);
    }

    byte[] bytes() {
        if (writer != null) {
            writer.flush();
        }
        return bytes.toByteArray();
    }

    @Override
    public PrintWriter getWriter() {
        PrintWriter known = writer;
        if (known == null) {
            known = new PrintWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
            writer = known;
        }
        return known;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new Kept();
    }

    @Override
    public void flushBuffer() {
        // The filter sends the body when it is complete.
    }

    private final class Kept extends ServletOutputStream {
        @Override
        public void write(int b) {
            bytes.write(b);
        }

        @Override
        public void write(byte[] part, int offset, int length) {
            bytes.write(part, offset, length);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("the OpenAPI document is written synchronously");
        }
    }
}
