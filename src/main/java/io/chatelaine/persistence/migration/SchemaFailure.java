package io.chatelaine.persistence.migration;

/** The migration of a database failed. The message says in one line why, and how the administrator fixes it. */
public final class SchemaFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemaFailure(String reason) {
        super(reason);
    }

    SchemaFailure(String reason, Throwable cause) {
        super(reason, cause);
    }
}
