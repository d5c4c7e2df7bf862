package io.chatelaine.request;

/** Without this key nobody could administer the server. */
public final class LastAdminKeyException extends ConflictException {
    private static final long serialVersionUID = 1L;

    public LastAdminKeyException() {
        super("This would take the last active admin key without an end and without restrictions, and in the end nobody"
                + " could administer the server. Nothing was done. Make another such key first.");
    }
}
