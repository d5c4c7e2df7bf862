package io.chatelaine.request;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** Times as clients write them. */
public final class Rfc3339 {
    /** Java's own parser takes more: years of any length, times without seconds, offsets with them. */
    private static final Pattern TIME = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)", Pattern.CASE_INSENSITIVE);

    private Rfc3339() {}

    /** @throws DateTimeParseException for anything else */
    public static Instant parse(String text) {
        if (!TIME.matcher(text).matches()) {
            throw new DateTimeParseException("not RFC 3339", text, 0);
        }
        return OffsetDateTime.parse(text).toInstant();
    }
}
