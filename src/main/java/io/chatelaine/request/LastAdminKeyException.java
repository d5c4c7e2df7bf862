package io.chatelaine.request;

/** The change would take away the last key that can administer the server for ever (409). */
public final class LastAdminKeyException extends ConflictException {
    private static final long serialVersionUID = 1L;

    public LastAdminKeyException() {
        super("This would take away the last active admin key that has no expires_at and no restrictions. The server"
                + " needs one. Nothing was done. Issue another such key first.");
    }
}
