package io.chatelaine.api;

import io.chatelaine.problem.ProblemType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A request body of at most 16 KiB. The first read reads all of it, within a deadline. A body with a larger {@code
 * Content-Length} is refused before a byte is read.
 */
public final class BoundedBody extends ServletInputStream {
    public static final int LARGEST = 16 * 1024;

    private final HttpServletRequest request;
    private final BodyDeadline deadline;
    private @Nullable ByteArrayInputStream whole;

    BoundedBody(HttpServletRequest request, BodyDeadline deadline) {
        this.request = request;
        this.deadline = deadline;
    }

    private ByteArrayInputStream whole() throws IOException {
        ByteArrayInputStream known = whole;
        if (known == null) {
            known = new ByteArrayInputStream(readAll());
            whole = known;
        }
        return known;
    }

    private byte[] readAll() throws IOException {
        long length = request.getContentLengthLong();
        if (length > LARGEST) {
            throw new RefusedBodyException(ProblemType.TOO_LARGE);
        }
        InputStream body = request.getInputStream();
        byte[] bytes = length >= 0 && body.available() >= length ? body.readNBytes((int) length) : readInTime(body);
        if (bytes.length > LARGEST) {
            throw new RefusedBodyException(ProblemType.TOO_LARGE);
        }
        return bytes;
    }

    private byte[] readInTime(InputStream body) throws IOException {
        try (BodyDeadline.Reading reading = deadline.begin()) {
            if (!reading.isAdmitted()) {
                throw new RefusedBodyException(ProblemType.UNAVAILABLE);
            }
            try {
                byte[] bytes = body.readNBytes(LARGEST + 1);
                if (reading.isLate()) {
                    throw new RefusedBodyException(ProblemType.REQUEST_TIMEOUT);
                }
                return bytes;
            } catch (IOException | RuntimeException e) {
                if (reading.isLate()) {
                    throw new RefusedBodyException(ProblemType.REQUEST_TIMEOUT);
                }
                throw e;
            }
        }
    }

    @Override
    public int read() throws IOException {
        return whole().read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return whole().read(bytes, offset, length);
    }

    @Override
    public int available() throws IOException {
        return whole().available();
    }

    @Override
    public boolean isFinished() {
        return whole != null && whole.available() == 0;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
        throw new IllegalStateException("no resource of Chatelaine reads a body asynchronously");
    }
}
