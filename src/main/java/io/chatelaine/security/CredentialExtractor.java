package io.chatelaine.security;

import io.chatelaine.config.CredentialSettings;
import io.chatelaine.config.CredentialSettings.Precedence;
import io.chatelaine.config.CredentialSettings.QueryPolicy;
import io.chatelaine.security.CredentialExtraction.Absent;
import io.chatelaine.security.CredentialExtraction.AmbiguityReason;
import io.chatelaine.security.CredentialExtraction.Ambiguous;
import io.chatelaine.security.CredentialExtraction.CredentialLocation;
import io.chatelaine.security.CredentialExtraction.Present;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Extractor of the credential that counts, as a pure function of the request and the settings. A disabled header is
 * ignored. An enabled header that is sent twice makes the request ambiguous, whatever its values.
 */
final class CredentialExtractor {
    private static final CredentialExtraction ABSENT = new Absent();
    private static final String SCHEME = "bearer";

    private CredentialExtractor() {}

    /**
     * Extracts the credential.
     *
     * @param authorization the values of {@code Authorization}, in the order sent
     * @param xApiKey the values of the header that {@code chatelaine.header.x-api-key.name} names
     * @param query the raw query string; null if absent
     */
    static CredentialExtraction read(
            List<String> authorization, List<String> xApiKey, @Nullable String query, CredentialSettings settings) {
        if (query != null
                && settings.queryPolicy() == QueryPolicy.REJECT
                && KeyInQuery.isIn(query, settings.queryNames(), settings.keyPrefix())) {
            return new Ambiguous(AmbiguityReason.KEY_IN_QUERY);
        }
        if (settings.bearer() && authorization.size() > 1) {
            return new Ambiguous(AmbiguityReason.AUTHORIZATION_TWICE);
        }
        if (settings.xApiKey() && xApiKey.size() > 1) {
            return new Ambiguous(AmbiguityReason.X_API_KEY_TWICE);
        }
        String bearer = settings.bearer() && !authorization.isEmpty() ? bearerToken(authorization.get(0)) : "";
        String header = settings.xApiKey() && !xApiKey.isEmpty() ? strip(xApiKey.get(0)) : "";
        return choose(bearer, header, settings.precedence());
    }

    private static CredentialExtraction choose(String bearer, String header, Precedence precedence) {
        if (bearer.isEmpty()) {
            return header.isEmpty() ? ABSENT : new Present(CredentialLocation.X_API_KEY, header);
        }
        if (header.isEmpty()) {
            return new Present(CredentialLocation.BEARER, bearer);
        }
        if (precedence == Precedence.REJECT && !bearer.equals(header)) {
            return new Ambiguous(AmbiguityReason.CREDENTIALS_DIFFER);
        }
        return precedence == Precedence.X_API_KEY
                ? new Present(CredentialLocation.X_API_KEY, header)
                : new Present(CredentialLocation.BEARER, bearer);
    }

    /** Returns the text after the scheme {@code Bearer}, in any case, and its spaces (RFC 9110 §11.4); else empty. */
    private static String bearerToken(String value) {
        String stripped = strip(value);
        int end = SCHEME.length();
        if (!stripped.regionMatches(true, 0, SCHEME, 0, end) || stripped.length() == end) {
            return "";
        }
        if (stripped.charAt(end) != ' ') {
            // A tab does not separate here, but the scheme is Bearer: the text is verified, and is malformed.
            return stripped.charAt(end) == '\t' ? stripped.substring(end) : "";
        }
        int from = end;
        while (stripped.charAt(from) == ' ') {
            from++;
        }
        return stripped.substring(from);
    }

    /** Removes the white space around a value (RFC 9110 §5.5): spaces and tabs only. */
    private static String strip(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && isWhite(value.charAt(from))) {
            from++;
        }
        while (to > from && isWhite(value.charAt(to - 1))) {
            to--;
        }
        return value.substring(from, to);
    }

    private static boolean isWhite(char c) {
        return c == ' ' || c == '\t';
    }
}
