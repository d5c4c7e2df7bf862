package io.chatelaine.blackbox;

import io.chatelaine.blackbox.Api.Answer;
import io.chatelaine.blackbox.Target.Whose;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** One request of the table of {@link TenantsIT}: caller, call and target. */
record TableCell(Role role, Call call, Target target, Keyring own, Keyring other) {
    /** Pattern of the slugs of accounts that the table creates. */
    static final String SLUG = "table-[0-9a-f-]{36}";

    static final String UNKNOWN_ID = "key_0000000000000000000000";
    private static final String UNKNOWN_SLUG = "t-0";

    Answer send(Api caller) {
        String path = call.path().replace("{slug}", slug()).replace("{id}", id());
        String body = call.body().replace("{new}", "table-" + UUID.randomUUID());
        if (call.idempotent()) {
            // The same for both tenants: neither may find an object of the other.
            return caller.send(
                    call.method(),
                    path,
                    body,
                    "Content-Type",
                    "application/json",
                    "Idempotency-Key",
                    call.path() + target.account());
        }
        return body.isEmpty()
                ? caller.send(call.method(), path, "")
                : caller.send(call.method(), path, body, "Content-Type", "application/json");
    }

    int expected() {
        return Rule.status(role, call, target);
    }

    /** Returns the target key, or the key that corresponds to it. */
    String id() {
        return target.owner() == Whose.NOBODY ? UNKNOWN_ID : of(target.owner()).id(target.victim(), role);
    }

    String callerId() {
        return own.id(Victim.CALLER, role);
    }

    String slug() {
        return target.account() == Whose.NOBODY
                ? UNKNOWN_SLUG
                : account().tenant().slug();
    }

    /** Returns the tenant whose account the call uses. */
    Keyring account() {
        return of(target.account());
    }

    private Keyring of(Whose whose) {
        return whose == Whose.OTHER ? other : own;
    }

    /** Returns the whole response without values that differ each time. */
    static String text(Answer answer) {
        Map<String, Object> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(answer.response().headers().map());
        // The connector closes a connection after some hundred requests.
        headers.remove("Connection");
        headers.remove("X-Request-Id");
        headers.remove("Date");
        return answer.status() + " " + headers + "\n"
                + answer.body().replaceFirst("\"request_id\":\"[^\"]*\"", "\"request_id\":\"\"");
    }

    @Override
    public String toString() {
        return role + " of " + own.tenant().slug() + ": " + call.method() + " " + call.path() + " " + call.body()
                + " on " + target.victim() + " of " + target.owner() + " in " + target.account();
    }
}
