package io.chatelaine.blackbox;

import java.util.Collection;
import java.util.List;

/** The kinds of calling keys in the table of {@link TenantsIT}. Admins are last, for the reason given there. */
enum Role {
    NOTHING,
    READER,
    WRITER,
    READER_AND_WRITER,
    APPLICATION,
    TESTER,
    TEST_ADMIN,
    ADMIN;

    List<String> scopes() {
        return switch (this) {
            case NOTHING -> List.of();
            case READER -> List.of("keys:read");
            case WRITER -> List.of("keys:write");
            case READER_AND_WRITER, TESTER -> List.of("keys:read", "keys:write");
            case APPLICATION -> List.of("storage:read", "storage:write");
            case TEST_ADMIN, ADMIN -> List.of("admin");
        };
    }

    boolean has(Collection<String> asked) {
        return isAdmin() || scopes().containsAll(asked);
    }

    boolean isAdmin() {
        return this == TEST_ADMIN || this == ADMIN;
    }

    boolean isTest() {
        return this == TESTER || this == TEST_ADMIN;
    }
}
