package io.chatelaine.security;

import io.chatelaine.verification.VerifiedKey;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Header of every response to a rotated key: the time when the key expires (RFC 3339, milliseconds). */
public final class Sunset {
    public static final String HEADER = "X-Chatelaine-Key-Sunset";

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT);

    private Sunset() {}

    /** Writes the header if the key has been rotated. */
    public static void write(VerifiedKey key, HttpServletResponse response) {
        Instant sunset = key.sunset();
        if (sunset != null) {
            response.setHeader(HEADER, MILLIS.format(sunset.atOffset(ZoneOffset.UTC)));
        }
    }
}
