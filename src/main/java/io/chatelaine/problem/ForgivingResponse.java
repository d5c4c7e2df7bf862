package io.chatelaine.problem;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** A response that discards output after the client has closed the connection. */
final class ForgivingResponse extends HttpServletResponseWrapper {
    private static final System.Logger LOG = System.getLogger(ForgivingResponse.class.getName());

    private @Nullable ServletOutputStream stream;
    private boolean gone;

    ForgivingResponse(HttpServletResponse response) {
        super(response);
    }

    private interface Output {
        void run() throws IOException;
    }

    private void unlessGone(Output output) {
        if (gone) {
            return;
        }
        try {
            output.run();
        } catch (IOException e) {
            gone = true;
            LOG.log(Level.DEBUG, "The client closed the connection", e);
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        ServletOutputStream known = stream;
        if (known == null) {
            known = new Forgiving(super.getOutputStream());
            stream = known;
        }
        return known;
    }

    @Override
    public void flushBuffer() {
        unlessGone(super::flushBuffer);
    }

    private final class Forgiving extends ServletOutputStream {
        private final ServletOutputStream out;

        Forgiving(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) {
            unlessGone(() -> out.write(b));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            unlessGone(() -> out.write(bytes, offset, length));
        }

        @Override
        public void flush() {
            unlessGone(out::flush);
        }

        @Override
        public void close() {
            unlessGone(out::close);
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }
}
