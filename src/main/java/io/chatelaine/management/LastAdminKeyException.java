package io.chatelaine.management;

/** Without this key nobody could administer the server. */
public final class LastAdminKeyException extends ConflictException {
    private static final long serialVersionUID = 1L;

    LastAdminKeyException() {
        super("This is the last active admin key. Make another one first.");
    }
}
