package io.chatelaine.security;

import io.chatelaine.config.Settings;
import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code WWW-Authenticate} headers of a refusal (RFC 9110 §11.6.1, RFC 6750 §3), and the problem of a missing key.
 */
public final class Challenges {
    public static final String HEADER = "WWW-Authenticate";

    private final Settings settings;

    public Challenges(Settings settings) {
        this.settings = settings;
    }

    /** Returns one challenge for each enabled header. */
    List<String> forMissing() {
        return all("");
    }

    /**
     * Returns one challenge for each enabled header.
     *
     * @param bearer whether the invalid credential was a Bearer token
     */
    List<String> forInvalid(boolean bearer) {
        return all(bearer ? ", error=\"invalid_token\"" : "");
    }

    /** Returns the challenge of a 400 about the transport of a Bearer key; empty if Bearer is disabled. */
    List<String> forAmbiguous() {
        return settings.credentials().bearer() ? List.of(bearer(", error=\"invalid_request\"")) : List.of();
    }

    /**
     * Returns the challenge of a 403 for a missing scope.
     *
     * @param scopes the required scopes, separated by spaces
     */
    public List<String> forInsufficientScope(String scopes) {
        String error = ", error=\"insufficient_scope\", scope=\"" + scopes + '"';
        return List.of(settings.credentials().bearer() ? bearer(error) : apiKey(error));
    }

    /** Returns the problem of a missing key. It names the enabled headers only. */
    Problem missing() {
        List<String> headers = new ArrayList<>();
        if (settings.credentials().bearer()) {
            headers.add("Authorization: Bearer");
        }
        if (settings.credentials().xApiKey()) {
            headers.add(settings.credentials().xApiKeyName());
        }
        return Problem.of(ProblemType.MISSING_API_KEY, "Send your key in " + String.join(" or ", headers) + '.');
    }

    private List<String> all(String bearerError) {
        List<String> challenges = new ArrayList<>();
        if (settings.credentials().bearer()) {
            challenges.add(bearer(bearerError));
        }
        if (settings.credentials().xApiKey()) {
            challenges.add(apiKey(""));
        }
        return challenges;
    }

    private String bearer(String error) {
        return "Bearer realm=\"" + settings.realm() + '"' + error;
    }

    private String apiKey(String error) {
        return "ApiKey realm=\"" + settings.realm() + "\", header=\""
                + settings.credentials().xApiKeyName() + '"' + error;
    }
}
