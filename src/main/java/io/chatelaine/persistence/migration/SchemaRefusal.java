package io.chatelaine.persistence.migration;

/** A database that cannot be migrated, with the whole of what its administrator must know and do, in one line. */
public final class SchemaRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemaRefusal(String reason) {
        super(reason);
    }

    SchemaRefusal(String reason, Throwable cause) {
        super(reason, cause);
    }
}
