package io.chatelaine.gateway;

import static io.chatelaine.gateway.UnanswerableException.malformed;

import io.chatelaine.key.Scope;
import io.chatelaine.key.Scopes;
import io.chatelaine.verification.AccessRequirements;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query parameters of a gateway's request: the requirements for the key, and the form of the response. */
final class GatewayParameters {
    private static final String FOR_NGINX = "mode=nginx";

    private GatewayParameters() {}

    /** Returns whether the response must have a status that nginx understands, even if other parameters are invalid. */
    static boolean isForNginx(@Nullable String query) {
        return parts(query).contains(FOR_NGINX);
    }

    /**
     * Parses the requirements. Unknown and repeated parameters are refused, so that no requirement is lost.
     *
     * @param query the raw query string of the gateway's request
     */
    static AccessRequirements parse(@Nullable String query) throws UnanswerableException {
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
        return new AccessRequirements(new Scopes(scopes), account, anyEnvironment);
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
