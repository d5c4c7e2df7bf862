package io.chatelaine.blackbox;

import java.util.List;

/** A key that a call is about, one of each sort. */
enum Victim {
    LIVE,
    TEST,
    DISABLED,
    REVOKED,
    EXPIRING,
    SCOPED,
    /** Made {@link #CHILD}. */
    PARENT,
    CHILD,
    /** The key that calls; in the other tenant, the one that may do the same there. */
    CALLER;

    /** @param caller who calls, for {@link #CALLER} */
    List<String> scopes(Role caller) {
        return switch (this) {
            case SCOPED -> List.of("storage:read");
            case PARENT -> List.of("keys:write");
            case CALLER -> caller.scopes();
            default -> List.of();
        };
    }

    boolean isTest(Role caller) {
        return this == TEST || (this == CALLER && caller.isTest());
    }
}
