package io.chatelaine.usage;

import java.util.List;

/** Uses that are written in one transaction: all of them or none. */
final class UsageBatch {
    private final List<UsageDelta> uses;
    private boolean committing;

    UsageBatch(List<UsageDelta> uses) {
        this.uses = List.copyOf(uses);
    }

    List<UsageDelta> uses() {
        return uses;
    }

    /**
     * Marks the batch; call it before the commit. From then on the batch may be in the database, even without an
     * answer.
     */
    void markCommitting() {
        committing = true;
    }

    boolean mayBeWritten() {
        return committing;
    }
}
