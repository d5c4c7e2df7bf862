package io.chatelaine.management;

/** No account has that slug. */
public final class NoSuchAccountException extends NoSuchException {
    private static final long serialVersionUID = 1L;

    NoSuchAccountException() {
        super("There is no such account.");
    }
}
