package io.chatelaine.persistence.migration;

/** A database that cannot be migrated, with the whole of what its administrator must know and do, in one line. */
public final class SchemaFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemaFailure(String reason) {
        super(reason);
    }

    SchemaFailure(String reason, Throwable cause) {
        super(reason, cause);
    }
}
