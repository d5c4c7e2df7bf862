package io.chatelaine.blackbox;

import java.util.ArrayList;
import java.util.List;

/**
 * A call of contract §6.
 *
 * @param path in which {@code {slug}} and {@code {id}} are placeholders for the target
 * @param idempotent whether the request has an {@code Idempotency-Key}
 */
record Call(String method, String path, String body, boolean idempotent) {
    private static final String RENAME = "{\"name\":\"renamed\"}";
    private static final String DISABLE = "{\"enabled\":false}";
    private static final String GIVE_SCOPE = "{\"scopes\":[\"keys:read\"]}";
    private static final String SET_END = "{\"expires_at\":\"2099-01-31T00:00:00.000Z\"}";
    private static final String COUNT = "{\"select\":{\"name\":\"nobody's\"},\"dry_run\":true}";
    private static final String APPLICATIONS = "/v1/partner-applications";
    private static final List<String> QUERIES = List.of(
            "",
            "?status=active",
            "?status=disabled",
            "?status=expired",
            "?status=revoked",
            "?status=all&limit=100",
            "?limit=1",
            "?status=all&cursor={id}");

    /** All calls, by method: the effects of all calls of a method are compared together. */
    static List<Call> all(String method) {
        List<Call> calls = new ArrayList<>(List.of(
                new Call("GET", "/v1/me", ""),
                new Call("GET", "/v1/accounts", ""),
                new Call("POST", "/v1/accounts", "{\"slug\":\"{new}\",\"name\":\"made\"}"),
                new Call("GET", "/v1/accounts/{slug}", ""),
                new Call("PATCH", "/v1/accounts/{slug}", RENAME),
                new Call("PATCH", "/v1/accounts/{slug}", DISABLE),
                new Call("POST", APPLICATIONS, "{}"),
                new Call("GET", APPLICATIONS, ""),
                new Call("GET", APPLICATIONS + "/{id}", ""),
                new Call("POST", APPLICATIONS + "/{id}/approve", ""),
                new Call("POST", APPLICATIONS + "/{id}/refuse", "{\"reason\":\"none\"}")));
        for (String keys : List.of("/v1/api-keys", "/v1/accounts/{slug}/api-keys")) {
            calls.add(new Call("POST", keys, "{\"name\":\"made\"}"));
            calls.add(new Call("POST", keys, "{\"name\":\"made\"}", true));
            QUERIES.forEach(query -> calls.add(new Call("GET", keys + query, "")));
            calls.add(new Call("GET", keys + "/{id}", ""));
            calls.add(new Call("GET", keys + "/{id}/usage?step=day", ""));
            for (String body : List.of(RENAME, GIVE_SCOPE, DISABLE, SET_END, "{}")) {
                calls.add(new Call("PATCH", keys + "/{id}", body));
            }
            calls.add(new Call("POST", keys + "/revoke", COUNT));
            calls.add(new Call("DELETE", keys + "/{id}", ""));
            calls.add(new Call("DELETE", keys + "/{id}?descendants=true", ""));
        }
        return calls.stream().filter(call -> call.method.equals(method)).toList();
    }

    Call(String method, String path, String body) {
        this(method, path, body, false);
    }

    boolean namesAccount() {
        return path.contains("{slug}");
    }

    boolean namesKey() {
        return path.contains("{id}");
    }

    boolean isOnAccounts() {
        return path.startsWith("/v1/accounts");
    }

    boolean isOnKeys() {
        return path.contains("/api-keys");
    }

    /** Calls on applications, which no tenant of the table has; {@link PartnerReviewIT} tests their isolation. */
    boolean isOnApplications() {
        return path.startsWith(APPLICATIONS);
    }

    boolean isList() {
        return isOnKeys() && method.equals("GET") && !path.endsWith("/{id}") && !isUsage();
    }

    boolean isUsage() {
        return path.contains("/usage");
    }

    boolean makes() {
        return method.equals("POST") && !path.endsWith("/revoke");
    }

    boolean withDescendants() {
        return path.endsWith("descendants=true");
    }

    /** Returns whether the call is tried on fewer kinds of keys, because a similar call is tried on all. */
    boolean isOneOfMany() {
        return isList() || (method.equals("PATCH") && !body.equals(RENAME));
    }

    /** Returns the scopes that the call needs for any target. */
    List<String> needs() {
        if (isOnAccounts() || (isOnApplications() && method.equals("POST") && namesKey())) {
            return List.of("admin");
        }
        if (!isOnKeys() && !isOnApplications()) {
            return List.of();
        }
        return List.of(method.equals("GET") ? "keys:read" : "keys:write");
    }

    /** Returns the scopes that the call grants. */
    List<String> gives() {
        return body.equals(GIVE_SCOPE) ? List.of("keys:read") : List.of();
    }
}
