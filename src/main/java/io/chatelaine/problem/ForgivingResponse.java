package io.chatelaine.problem;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** A response that discards what is written to a client that has hung up. */
final class ForgivingResponse extends HttpServletResponseWrapper {
    private static final System.Logger LOG = System.getLogger(ForgivingResponse.class.getName());

    private @Nullable ServletOutputStream stream;
    private boolean gone;

    ForgivingResponse(HttpServletResponse response) {
        super(response);
    }

    private interface Step {
        void run() throws IOException;
    }

    private void unlessGone(Step step) {
        if (gone) {
            return;
        }
        try {
            step.run();
        } catch (IOException e) {
            gone = true;
            LOG.log(Level.DEBUG, "The client has hung up", e);
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
