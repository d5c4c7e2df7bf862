package io.chatelaine.blackbox;

import io.chatelaine.blackbox.Target.Whose;

/** The contract's response to a call, by caller and target: §2 (order), §5 and §6. */
final class Rule {
    private Rule() {}

    static int status(Role role, Call call, Target target) {
        // Accounts are "for scope admin only, else 403 whatever the slug"; the same holds for any scope and any id.
        if (!role.has(call.needs())) {
            return 403;
        }
        if (call.isOnApplications()) {
            return application(role, call);
        }
        if (call.isOnAccounts() && !call.isOnKeys() && !call.method().equals("GET") && role.isTest()) {
            return 403;
        }
        if (target.account() == Whose.NOBODY) {
            return 404;
        }
        if (call.namesKey() && !sees(role, target)) {
            return call.isList() ? 400 : 404;
        }
        return switch (call.method()) {
            case "POST" -> call.makes() ? 201 : 200;
            case "PATCH" -> call.namesKey() ? change(role, call, target.victim()) : 200;
            default -> 200;
        };
    }

    /** A test key cannot make or decide an application; the id of a key is not the id of an application. */
    private static int application(Role role, Call call) {
        if (call.namesKey()) {
            return call.method().equals("POST") && role.isTest() ? 403 : 404;
        }
        return call.method().equals("POST") ? 422 : 200;
    }

    /** "What is another account's is 404"; "A test key sees test keys only". */
    private static boolean sees(Role role, Target target) {
        return target.owner() == target.account()
                && (!role.isTest() || target.victim().isTest(role));
    }

    /** "PATCH needs every scope of the key concerned"; "a revoked key: 409". */
    private static int change(Role role, Call call, Victim victim) {
        if (victim == Victim.REVOKED) {
            return 409;
        }
        return role.has(victim.scopes(role)) && role.has(call.gives()) ? 200 : 403;
    }

    /** Returns whether the response must equal the one for an unknown id. */
    static boolean isAsUnknown(Role role, Call call, Target target) {
        Target unknown = Target.of(call).get(0);
        int status = status(role, call, target);
        boolean knownToAdmins = role.isAdmin() && target.account() != unknown.account();
        return status >= 400 && status == status(role, call, unknown) && !knownToAdmins;
    }
}
