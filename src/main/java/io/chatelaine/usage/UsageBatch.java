package io.chatelaine.usage;

import java.util.List;

/** Uses that are written together, in one transaction, or not at all. */
final class UsageBatch {
    private final List<UsageDelta> uses;
    private boolean committing;

    UsageBatch(List<UsageDelta> uses) {
        this.uses = List.copyOf(uses);
    }

    List<UsageDelta> uses() {
        return uses;
    }

    /** To be called before its commit: from then on, without an answer, it may be in the database. */
    void commits() {
        committing = true;
    }

    boolean mayBeIn() {
        return committing;
    }
}
