package io.chatelaine.blackbox;

import java.util.List;

/** The kinds of target keys of a call. */
enum Victim {
    LIVE,
    TEST,
    DISABLED,
    REVOKED,
    EXPIRING,
    SCOPED,
    /** The maker of {@link #CHILD}. */
    PARENT,
    CHILD,
    /** The calling key; in the other tenant, the key of the same role. */
    CALLER;

    /** @param caller the role of the calling key, for {@link #CALLER} */
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
