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
 * What a gateway wants of a key beyond its being good.
 *
 * @param scopes that it must have, every one
 * @param account slug of the one that it must belong to; null where any will do
 * @param anyEnvironment whether a test key will do although what it does must not be kept
 */
record GatewayParameters(Scopes scopes, @Nullable String account, boolean anyEnvironment) {
    private static final String FOR_NGINX = "mode=nginx";
    private static final String TEST_KEY =
            "This is a test key: what it does must not be kept, and the gateway does not say that it sees to that.";

    /** Whether the answer must be one of the three that nginx understands; told even where the rest makes no sense. */
    static boolean isForNginx(@Nullable String query) {
        return parts(query).contains(FOR_NGINX);
    }

    /** @param query of the question itself, raw. What is not known or stands twice is refused, lest a demand be lost. */
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
                default -> throw malformed("The query may hold scope, account, environment and mode, nothing else.");
            }
        }
        return new GatewayParameters(new Scopes(scopes), account, anyEnvironment);
    }

    /** Why a key that is good does not do; nothing where it does. Another account's key comes before its rights. */
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
                .orElseThrow(() -> malformed("scope must be a scope; for more than one, it is written again."));
    }

    private static String once(@Nullable String before, String value) throws UnanswerableException {
        if (before != null || value.isEmpty()) {
            throw malformed("account must be one slug.");
        }
        return value;
    }

    private static boolean only(String allowed, String value, String name) throws UnanswerableException {
        if (!value.equals(allowed)) {
            throw malformed(name + " can only be " + allowed + '.');
        }
        return true;
    }

    private static String decode(String value) throws UnanswerableException {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed("The query has an escape that is none.");
        }
    }

    private static List<String> parts(@Nullable String query) {
        return query == null || query.isEmpty() ? List.of() : List.of(query.split("&", -1));
    }
}
