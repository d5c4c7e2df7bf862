package io.chatelaine.request;

/** No account has that slug. */
public final class NoSuchAccountException extends NoSuchException {
    private static final long serialVersionUID = 1L;

    public NoSuchAccountException() {
        super("There is no such account.");
    }
}
