package io.chatelaine.gateway;

import static io.chatelaine.gateway.UnanswerableException.malformed;

import io.chatelaine.config.Settings;
import io.chatelaine.config.TestKeyPolicy;
import io.chatelaine.key.Environment;
import io.chatelaine.key.Scope;
import io.chatelaine.key.Scopes;
import io.chatelaine.problem.Problem;
import io.chatelaine.problem.ProblemType;
import io.chatelaine.security.AuthenticationResult.Failed;
import io.chatelaine.security.Challenges;
import io.chatelaine.verification.VerifiedKey;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requirements of a gateway for a key that is valid.
 *
 * @param scopes the scopes that the key must have, all of them
 * @param account the slug of the account that the key must belong to; null if any account is accepted
 * @param anyEnvironment whether a test key is accepted although its changes must not be persisted
 */
record GatewayParameters(Scopes scopes, @Nullable String account, boolean anyEnvironment) {
    private static final String FOR_NGINX = "mode=nginx";
    private static final String TEST_KEY = "This is a test key, and its changes must not be persisted."
            + " Use a live key, or let the gateway ask with environment=any.";

    /** Returns whether the response must have a status that nginx understands, even if other parameters are invalid. */
    static boolean isForNginx(@Nullable String query) {
        return parts(query).contains(FOR_NGINX);
    }

    /**
     * Parses the parameters. Unknown and repeated parameters are refused, so that no requirement is lost.
     *
     * @param query the raw query string of the gateway's request
     */
    static GatewayParameters parse(@Nullable String query) throws UnanswerableException {
        List<Scope> scopes = new ArrayList<>();
        String account = null;
        boolean anyEnvironment = false;
        for (String part : parts(query)) {
            int sign = part.indexOf('=');
            String value = sign < 0 ? "" : decode(part.substring(sign + 1));
            switch (sign < 0 ? part : part.substring(0, sign)) {
                case "scope" -> scopes.add(scope(value));
                case "account" -> account = once(account, value);
                case "environment" -> anyEnvironment = only("any", value, "environment");
                case "mode" -> only("nginx", value, "mode");
                default ->
                    throw malformed("The query must contain only the parameters scope, account, environment and mode.");
            }
        }
        return new GatewayParameters(new Scopes(scopes), account, anyEnvironment);
    }

    /** Returns the refusal of a valid key; empty if it meets all requirements. The account is checked before scopes. */
    Optional<Failed> unmet(VerifiedKey key, Settings settings) {
        if (key.environment() == Environment.TEST && settings.testKeys() == TestKeyPolicy.ROLLBACK && !anyEnvironment) {
            return Optional.of(Failed.of(Problem.of(ProblemType.FORBIDDEN, TEST_KEY)));
        }
        if (account != null && !account.equals(key.accountSlug())) {
            return Optional.of(Failed.of(Problem.of(ProblemType.NOT_FOUND)));
        }
        if (key.scopes().include(scopes.list())) {
            return Optional.empty();
        }
        String names = String.join(" and the scope ", scopes.names());
        Problem problem = Problem.of(ProblemType.INSUFFICIENT_SCOPE, "This call needs the scope " + names + '.');
        return Optional.of(new Failed(problem, new Challenges(settings).forInsufficientScope(scopes.text())));
    }

    private static Scope scope(String value) throws UnanswerableException {
        return Scope.of(value)
                .orElseThrow(() -> malformed("scope must be one scope. Repeat the parameter for several scopes."));
    }

    private static String once(@Nullable String before, String value) throws UnanswerableException {
        if (before != null || value.isEmpty()) {
            throw malformed("account must be one account slug, sent once.");
        }
        return value;
    }

    private static boolean only(String allowed, String value, String name) throws UnanswerableException {
        if (!value.equals(allowed)) {
            throw malformed(name + " must be " + allowed + '.');
        }
        return true;
    }

    private static String decode(String value) throws UnanswerableException {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed("The query contains an invalid percent-encoding.");
        }
    }

    private static List<String> parts(@Nullable String query) {
        return query == null || query.isEmpty() ? List.of() : List.of(query.split("&", -1));
    }
}
