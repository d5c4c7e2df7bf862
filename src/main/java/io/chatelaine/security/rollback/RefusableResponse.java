package io.chatelaine.security.rollback;

import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.problem.ProblemWriter;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/** A response that can be refused while the application runs. All later output of the application is discarded. */
final class RefusableResponse extends HttpServletResponseWrapper {
    private boolean refused;

    RefusableResponse(HttpServletResponse response) {
        super(response);
    }

    /** Replaces the response with 403, unless it is committed. */
    void refuse(HttpServletRequest request, String detail) {
        if (refused) {
            return;
        }
        refused = true;
        if (isCommitted()) {
            return;
        }
        try {
            HttpServletResponse wrapped = (HttpServletResponse) getResponse();
            wrapped.reset();
            ProblemWriter.write(request, wrapped, Problem.of(ProblemType.FORBIDDEN, detail));
            wrapped.flushBuffer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isRefused() {
        return refused;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return refused ? new DiscardingStream() : super.getOutputStream();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        return refused ? new PrintWriter(PrintWriter.nullWriter()) : super.getWriter();
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        if (!refused) {
            super.sendError(status, message);
        }
    }

    @Override
    public void sendError(int status) throws IOException {
        if (!refused) {
            super.sendError(status);
        }
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        if (!refused) {
            super.sendRedirect(location);
        }
    }

    @Override
    public void reset() {
        if (!refused) {
            super.reset();
        }
    }

    @Override
    public void resetBuffer() {
        if (!refused) {
            super.resetBuffer();
        }
    }

    private static final class DiscardingStream extends ServletOutputStream {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException(SynchronousRequest.ASYNCHRONOUS);
        }

        @Override
        public void write(int b) {
            // Discarded: the response is already refused.
        }
    }
}
