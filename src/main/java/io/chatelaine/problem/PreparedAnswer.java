package io.chatelaine.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A public response that is the same for all clients: prepared once, cacheable, and 304 for a client that has it. It
 * closes the connection, so that a client that sends many requests and reads no response cannot fill the memory.
 */
public final class PreparedAnswer {
    private final byte[] body;
    private final String contentType;
    private final String etag;

    public PreparedAnswer(byte[] body, String contentType) {
        this.body = body.clone();
        this.contentType = contentType;
        this.etag = '"' + hash(body) + '"';
    }

    /** Writes the response, or 304 if the client has it. */
    public void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("ETag", etag);
        response.setHeader("Cache-Control", "public, max-age=3600");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Connection", "close");
        if (isKnown(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(contentType);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Returns whether a member of {@code If-None-Match} matches, by weak comparison (RFC 9110 §13.1.2). */
    private boolean isKnown(@Nullable String ifNoneMatch) {
        if (ifNoneMatch == null) {
            return false;
        }
        for (String member : ifNoneMatch.split(",", -1)) {
            String tag = member.strip();
            if (tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag)) {
                return true;
            }
        }
        return false;
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
