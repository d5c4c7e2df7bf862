package io.chatelaine.request;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** Parser of RFC 3339 times. */
public final class Rfc3339 {
    /** {@link OffsetDateTime#parse} accepts more: longer years, times without seconds, offsets with seconds. */
    private static final Pattern TIME = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)", Pattern.CASE_INSENSITIVE);

    private Rfc3339() {}

    /** @throws DateTimeParseException if the text is not an RFC 3339 time */
    public static Instant parse(String text) {
        if (!TIME.matcher(text).matches()) {
            throw new DateTimeParseException("not RFC 3339", text, 0);
        }
        return OffsetDateTime.parse(text).toInstant();
    }
}
